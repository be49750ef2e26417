"""What moto's Amazon Managed Prometheus lacks: Alertmanager definition, workspace configuration, scrapers."""

import uuid

from moto.amp.models import amp_backends

from ..answering import Call, Fault, answers, now
from ..tags import serve_tags

_ACTIVE = {"statusCode": "ACTIVE"}


def _need_workspace(call: Call) -> str:
    key = call["workspaceId"]
    if key not in amp_backends[call.account][call.region].workspaces:
        raise Fault("ResourceNotFoundException", f"Workspace not found: {key}", resourceId=key, resourceType="AWS::APS::Workspace")
    return key


@answers("amp")
def create_alert_manager_definition(call: Call) -> dict:
    held, key = call.store("alert-manager-definition"), _need_workspace(call)
    if key in held:
        raise Fault("ConflictException", "the workspace already has a definition", resourceId=key, resourceType="AlertManagerDefinition")
    held[key] = {"data": call["data"], "status": _ACTIVE, "createdAt": now(), "modifiedAt": now()}
    return {"status": _ACTIVE}


@answers("amp")
def put_alert_manager_definition(call: Call) -> dict:
    held = call.store("alert-manager-definition").need(_need_workspace(call))
    held |= {"data": call["data"], "modifiedAt": now()}
    return {"status": _ACTIVE}


@answers("amp")
def describe_alert_manager_definition(call: Call) -> dict:
    return {"alertManagerDefinition": call.store("alert-manager-definition").need(_need_workspace(call))}


@answers("amp")
def delete_alert_manager_definition(call: Call) -> dict:
    call.store("alert-manager-definition").take(_need_workspace(call))
    return {}


@answers("amp")
def update_workspace_configuration(call: Call) -> dict:
    held = call.store("_workspace-configuration").setdefault(_need_workspace(call), {})
    held |= call.given("limitsPerLabelSet", "retentionPeriodInDays")
    return {"status": _ACTIVE}


@answers("amp")
def describe_workspace_configuration(call: Call) -> dict:
    held = call.store("_workspace-configuration").get(_need_workspace(call), {})
    return {"workspaceConfiguration": {"status": _ACTIVE, "retentionPeriodInDays": 150, "limitsPerLabelSet": []} | held}


@answers("amp")
def create_scraper(call: Call) -> dict:
    key = f"s-{uuid.uuid4()}"
    scraper = call.given("alias", "destination", "scrapeConfiguration", "source", "roleConfiguration")
    if "eksConfiguration" in scraper["source"]:
        scraper["source"]["eksConfiguration"].setdefault("securityGroupIds", [])
    role = f"arn:aws:iam::{call.account}:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_{key[2:10]}"
    scraper |= {"scraperId": key, "arn": call.arn(f"scraper/{key}", "aps"), "roleArn": role, "status": _ACTIVE}
    scraper |= {"createdAt": now(), "lastModifiedAt": now(), "tags": call.get("tags", {})}
    call.store("scraper")[key] = scraper | {"_tags": scraper["tags"]}
    return scraper


@answers("amp")
def describe_scraper(call: Call) -> dict:
    return {"scraper": call.store("scraper").need(call["scraperId"])}


@answers("amp")
def update_scraper(call: Call) -> dict:
    scraper = call.store("scraper").need(call["scraperId"])
    scraper |= call.given("alias", "destination", "scrapeConfiguration", "roleConfiguration") | {"lastModifiedAt": now()}
    return scraper


@answers("amp")
def delete_scraper(call: Call) -> dict:
    """Gone at once. The provider would sleep for minutes before it looks; told "not found" after the delete, it is content at once."""
    scraper = call.store("scraper").take(call["scraperId"])
    if call.from_terraform:
        raise Fault("ResourceNotFoundException", "deleted at once", resourceId=scraper["scraperId"], resourceType="AWS::APS::Scraper")
    return {"scraperId": scraper["scraperId"], "status": {"statusCode": "DELETING"}}


@answers("amp")
def list_scrapers(call: Call) -> dict:
    return {"scrapers": list(call.store("scraper").values())}


serve_tags("amp")
