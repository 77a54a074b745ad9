from perfgoals.cli import main

main(prog_name="perfgoals")
