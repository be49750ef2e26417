"""Athena: deleting and updating named queries and prepared statements, and updating work groups, which moto lacks."""

from moto.athena.models import athena_backends

from ..answering import Call, Fault, answers, now


def apply() -> None:
    """Nothing to change in moto's classes."""


def _backend(call: Call):
    return athena_backends[call.account][call.region]


def _missing(what: str) -> Fault:
    return Fault("InvalidRequestException", f"{what} is not found")


@answers("athena")
def delete_named_query(call: Call) -> dict:
    if _backend(call).named_queries.pop(call["NamedQueryId"], None) is None:
        raise _missing(f"NamedQuery {call['NamedQueryId']}")
    return {}


@answers("athena")
def get_named_query(call: Call) -> dict:
    query = _backend(call).named_queries.get(call["NamedQueryId"])
    if query is None:
        raise _missing(f"NamedQuery {call['NamedQueryId']}")
    group = getattr(query.workgroup, "name", query.workgroup)
    named = {"Name": query.name, "Description": query.description, "Database": query.database, "QueryString": query.query_string}
    return {"NamedQuery": named | {"NamedQueryId": query.id, "WorkGroup": group}}


@answers("athena")
def create_prepared_statement(call: Call) -> dict:
    held, key = call.store("prepared-statement"), (call["WorkGroup"], call["StatementName"])
    if key in held:
        raise Fault("InvalidRequestException", f"PreparedStatement {key[1]} already exists")
    held[key] = call.given("StatementName", "QueryStatement", "Description") | {"WorkGroupName": key[0], "LastModifiedTime": now()}
    return {}


@answers("athena")
def get_prepared_statement(call: Call) -> dict:
    return {"PreparedStatement": call.store("prepared-statement").need((call["WorkGroup"], call["StatementName"]))}


@answers("athena")
def update_prepared_statement(call: Call) -> dict:
    held = call.store("prepared-statement").need((call["WorkGroup"], call["StatementName"]))
    held |= call.given("QueryStatement", "Description") | {"LastModifiedTime": now()}
    return {}


@answers("athena")
def delete_prepared_statement(call: Call) -> dict:
    call.store("prepared-statement").take((call["WorkGroup"], call["StatementName"]))
    return {}


@answers("athena")
def list_prepared_statements(call: Call) -> dict:
    held = call.store("prepared-statement").values()
    return {"PreparedStatements": [s for s in held if s["WorkGroupName"] == call["WorkGroup"]]}


@answers("athena")
def update_work_group(call: Call) -> dict:
    group = _backend(call).work_groups.get(call["WorkGroup"])
    if group is None:
        raise _missing(f"WorkGroup {call['WorkGroup']}")
    group.description, group.state = call.get("Description", group.description), call.get("State", group.state)
    _update_configuration(group.configuration, call.get("ConfigurationUpdates", {}))
    return {}


def _update_configuration(held: dict, updates: dict) -> None:
    for name, value in updates.items():
        if name == "ResultConfigurationUpdates":
            result = held.setdefault("ResultConfiguration", {})
            for part, new in value.items():
                if part.startswith("Remove"):
                    result.pop(part.removeprefix("Remove"), None)
                else:
                    result[part] = new
        elif name == "RemoveBytesScannedCutoffPerQuery":
            held.pop("BytesScannedCutoffPerQuery", None)
        else:
            held[name.removesuffix("Updates")] = value
