"""What stands on every page of a decision."""

from typing import Any

from django import forms


class DecisionForm(forms.Form):
    """A form that can be looked at again before it is sent."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def typed(self) -> dict[str, Any]:
        """What was typed, unchecked, to show the form again without errors."""
        return {name: field.widget.value_from_datadict(self.data, {}, name) for name, field in self.fields.items()}
