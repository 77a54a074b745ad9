"""Report or tree -> something a person or a program reads; one module per form of output."""
