"""AWS Budgets, whole: moto's has neither tags nor subscribers nor updates."""

from datetime import datetime, timezone

from ..answering import Call, Fault, answers, now
from ..tags import from_members, serve_tags

_COSTS = {
    "IncludeCredit": True, "IncludeDiscount": True, "IncludeOtherSubscription": True, "IncludeRecurring": True, "IncludeRefund": True,
    "IncludeSubscription": True, "IncludeSupport": True, "IncludeTax": True, "IncludeUpfront": True, "UseAmortized": False, "UseBlended": False,
}  # fmt: skip


def _budget(call: Call) -> dict:
    return call.store("budget").need(call["BudgetName"], "NotFoundException")


def _completed(asked: dict) -> dict:
    """What AWS adds to a budget that does not say it."""
    first = now().replace(day=1, hour=0, minute=0, second=0)
    period = {"Start": first, "End": datetime(2087, 6, 15, tzinfo=timezone.utc)} | asked.get("TimePeriod", {})
    spend = {"ActualSpend": {"Amount": "0.0", "Unit": "USD"}, "ForecastedSpend": {"Amount": "0.0", "Unit": "USD"}}
    whole = asked | {"TimePeriod": period, "CalculatedSpend": spend, "LastUpdatedTime": now()}
    if asked["BudgetType"] == "COST" and "FilterExpression" not in asked:
        whole["CostTypes"] = _COSTS | asked.get("CostTypes", {})
    return whole


@answers("budgets")
def create_budget(call: Call) -> dict:
    asked, held = call["Budget"], call.store("budget")
    if asked["BudgetName"] in held:
        raise Fault("DuplicateRecordException", f"the budget already exists: {asked['BudgetName']}")
    arn = f"arn:aws:budgets::{call['AccountId']}:budget/{asked['BudgetName']}"
    notifications = [(n["Notification"], list(n["Subscribers"])) for n in call.get("NotificationsWithSubscribers", [])]
    held[asked["BudgetName"]] = _completed(asked) | {"_arn": arn, "_tags": from_members(call.get("ResourceTags")), "_notifications": notifications}
    return {}


@answers("budgets")
def describe_budget(call: Call) -> dict:
    return {"Budget": _budget(call)}


@answers("budgets")
def describe_budgets(call: Call) -> dict:
    return {"Budgets": list(call.store("budget").values())}


@answers("budgets")
def update_budget(call: Call) -> dict:
    held = call.store("budget").need(call["NewBudget"]["BudgetName"], "NotFoundException")
    kept = {name: value for name, value in held.items() if name.startswith("_")}
    held.clear()
    held.update(_completed(call["NewBudget"]) | kept)
    return {}


@answers("budgets")
def delete_budget(call: Call) -> dict:
    call.store("budget").take(call["BudgetName"], "NotFoundException")
    return {}


def _notification(call: Call, name: str = "Notification") -> tuple[dict, list[dict]]:
    found = next((n for n in _budget(call)["_notifications"] if _same(n[0], call[name])), None)
    if found is None:
        raise Fault("NotFoundException", "no such notification")
    return found


def _same(one: dict, other: dict) -> bool:
    names = ("NotificationType", "ComparisonOperator", "Threshold")
    return all(one[n] == other[n] for n in names) and one.get("ThresholdType", "PERCENTAGE") == other.get("ThresholdType", "PERCENTAGE")


@answers("budgets")
def create_notification(call: Call) -> dict:
    _budget(call)["_notifications"].append((call["Notification"], list(call["Subscribers"])))
    return {}


@answers("budgets")
def delete_notification(call: Call) -> dict:
    _budget(call)["_notifications"].remove(_notification(call))
    return {}


@answers("budgets")
def describe_notifications_for_budget(call: Call) -> dict:
    return {"Notifications": [{"NotificationState": "OK", "ThresholdType": "PERCENTAGE"} | n for n, _ in _budget(call)["_notifications"]]}


@answers("budgets")
def describe_subscribers_for_notification(call: Call) -> dict:
    return {"Subscribers": _notification(call)[1]}


@answers("budgets")
def create_subscriber(call: Call) -> dict:
    _notification(call)[1].append(call["Subscriber"])
    return {}


@answers("budgets")
def delete_subscriber(call: Call) -> dict:
    _notification(call)[1].remove(call["Subscriber"])
    return {}


serve_tags("budgets")
