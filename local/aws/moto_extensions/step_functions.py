"""moto's Step Functions does not say whether a definition is one, and lists no versions: the AWS provider asks for both when it makes a state machine."""

import json

from ..answering import Call, answers


def apply() -> None:
    """The operations below are all there is."""


@answers("stepfunctions")
def validate_state_machine_definition(call: Call) -> dict:
    faults = list(_faults(call["definition"]))
    diagnostics = [{"severity": "ERROR", "code": "SCHEMA_VALIDATION_FAILED", "message": fault, "location": place} for place, fault in faults]
    return {"result": "FAIL" if faults else "OK", "diagnostics": diagnostics, "truncated": False}


def _faults(definition: str):
    """Where a state machine can't begin or go on: (place, what is wrong). What the states do is not looked at."""
    try:
        machine = json.loads(definition)
    except ValueError as fault:
        yield "/", f"The definition is no JSON: {fault}"
        return
    yield from _machine_faults(machine, "")


def _machine_faults(machine: dict, place: str):
    states = machine.get("States", {})
    if machine.get("StartAt") not in states:
        yield f"{place}/StartAt", f"{machine.get('StartAt')} is none of the states"
    for name, state in states.items():
        here = f"{place}/States/{name}"
        choices = state.get("Choices", []) + state.get("Catch", [])
        targets = [state.get("Next"), state.get("Default"), *(choice.get("Next") for choice in choices)]
        for target in filter(None, targets):
            if target not in states:
                yield here, f"{target} is none of the states"
        if state.get("Type") not in ("Choice", "Succeed", "Fail") and not state.get("End") and "Next" not in state:
            yield here, "The state has neither Next nor End"
        if "ItemProcessor" in state:
            yield from _machine_faults(state["ItemProcessor"], f"{here}/ItemProcessor")


@answers("stepfunctions")
def list_state_machine_versions(call: Call) -> dict:
    # Nothing here publishes a version.
    return {"stateMachineVersions": []}
