"""What each kind of sheet looks like, as data: forms (labels and columns) and taxonomies (kinds of indicators)."""

from perfgoals.forms.form import Form, forms
from perfgoals.forms.taxonomy import (
    CategoryKind,
    Classification,
    GroupKind,
    Taxonomy,
    choose_framework,
    classify,
    frameworks,
)

__all__ = [
    "CategoryKind",
    "Classification",
    "Form",
    "GroupKind",
    "Taxonomy",
    "choose_framework",
    "classify",
    "forms",
    "frameworks",
]
