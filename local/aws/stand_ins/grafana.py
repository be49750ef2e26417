"""Amazon Managed Grafana: workspaces, their configuration, SAML, permissions, service accounts and tokens."""

import secrets

from ..answering import Call, answers, now
from ..tags import serve_tags

NEWEST = "10.4"
_SENT_AS = {
    "workspaceName": "name", "workspaceDescription": "description", "workspaceDataSources": "dataSources",
    "workspaceNotificationDestinations": "notificationDestinations", "workspaceOrganizationalUnits": "organizationalUnits",
    "workspaceRoleArn": "workspaceRoleArn", "accountAccessType": "accountAccessType", "permissionType": "permissionType",
    "organizationRoleName": "organizationRoleName", "stackSetName": "stackSetName", "vpcConfiguration": "vpcConfiguration",
    "networkAccessControl": "networkAccessControl",
}  # fmt: skip


def _workspace(call: Call) -> dict:
    return call.store("workspace").need(call["workspaceId"], resourceId=call["workspaceId"], resourceType="workspace")


def _update(workspace: dict, call: Call) -> None:
    workspace |= {ours: call[sent] for sent, ours in _SENT_AS.items() if sent in call.parameters}
    workspace["modified"] = now()


@answers("grafana")
def create_workspace(call: Call) -> dict:
    key = "g-" + secrets.token_hex(5)
    workspace = {
        "id": key, "arn": call.arn(f"/workspaces/{key}"), "status": "ACTIVE", "created": now(), "licenseType": None,
        "authentication": {"providers": call["authenticationProviders"], "samlConfigurationStatus": "NOT_CONFIGURED"},
        "endpoint": f"{key}.grafana-workspace.{call.region}.amazonaws.com", "grafanaVersion": call.get("grafanaVersion", NEWEST),
        "description": "", "name": "", "dataSources": [], "notificationDestinations": [], "tags": call.get("tags", {}),
        "_configuration": call.get("configuration", "{}"), "_saml": None, "_permissions": [], "_accounts": {},
    }  # fmt: skip
    workspace["_tags"] = workspace["tags"]
    _update(workspace, call)
    call.store("workspace")[key] = workspace
    return {"workspace": workspace}


@answers("grafana")
def describe_workspace(call: Call) -> dict:
    return {"workspace": _workspace(call)}


@answers("grafana")
def list_workspaces(call: Call) -> dict:
    return {"workspaces": list(call.store("workspace").values())}


@answers("grafana")
def update_workspace(call: Call) -> dict:
    workspace = _workspace(call)
    _update(workspace, call)
    for flag, member in (("removeVpcConfiguration", "vpcConfiguration"), ("removeNetworkAccessConfiguration", "networkAccessControl")):
        if call.get(flag):
            workspace.pop(member, None)
    return {"workspace": workspace}


@answers("grafana")
def delete_workspace(call: Call) -> dict:
    _workspace(call)
    return {"workspace": call.store("workspace").pop(call["workspaceId"]) | {"status": "DELETING"}}


@answers("grafana")
def describe_workspace_configuration(call: Call) -> dict:
    workspace = _workspace(call)
    return {"configuration": workspace["_configuration"], "grafanaVersion": workspace["grafanaVersion"]}


@answers("grafana")
def update_workspace_configuration(call: Call) -> dict:
    workspace = _workspace(call)
    workspace["_configuration"] = call["configuration"]
    workspace["grafanaVersion"] = call.get("grafanaVersion", workspace["grafanaVersion"])
    return {}


@answers("grafana")
def describe_workspace_authentication(call: Call) -> dict:
    workspace = _workspace(call)
    providers, saml = workspace["authentication"]["providers"], {"status": workspace["authentication"]["samlConfigurationStatus"]}
    if workspace["_saml"]:
        saml["configuration"] = workspace["_saml"]
    return {"authentication": {"providers": providers} | ({"saml": saml} if "SAML" in providers else {})}


@answers("grafana")
def update_workspace_authentication(call: Call) -> dict:
    workspace = _workspace(call)
    workspace["_saml"] = call.get("samlConfiguration")
    status = "CONFIGURED" if workspace["_saml"] else "NOT_CONFIGURED"
    workspace["authentication"] = {"providers": call["authenticationProviders"], "samlConfigurationStatus": status}
    return describe_workspace_authentication(call)


@answers("grafana")
def update_permissions(call: Call) -> dict:
    held = _workspace(call)["_permissions"]
    for instruction in call["updateInstructionBatch"]:
        for user in instruction["users"]:
            entry = {"role": instruction["role"], "user": user}
            if instruction["action"] == "REVOKE":
                held[:] = [e for e in held if e != entry]
            elif entry not in held:
                held.append(entry)
    return {"errors": []}


@answers("grafana")
def list_permissions(call: Call) -> dict:
    user, kind = call.get("userId") or call.get("groupId"), call.get("userType")
    found = [e for e in _workspace(call)["_permissions"] if user in (None, e["user"]["id"]) and kind in (None, e["user"]["type"])]
    return {"permissions": found}


@answers("grafana")
def create_workspace_service_account(call: Call) -> dict:
    accounts = _workspace(call)["_accounts"]
    account = call.given("name", "grafanaRole") | {"id": str(len(accounts) + 1), "isDisabled": "false", "_tokens": {}}
    accounts[account["id"]] = account
    return account | {"workspaceId": call["workspaceId"]}


@answers("grafana")
def list_workspace_service_accounts(call: Call) -> dict:
    return {"serviceAccounts": list(_workspace(call)["_accounts"].values()), "workspaceId": call["workspaceId"]}


@answers("grafana")
def delete_workspace_service_account(call: Call) -> dict:
    _workspace(call)["_accounts"].pop(call["serviceAccountId"], None)
    return call.given("workspaceId", "serviceAccountId")


@answers("grafana")
def create_workspace_service_account_token(call: Call) -> dict:
    from datetime import timedelta

    tokens = _workspace(call)["_accounts"][call["serviceAccountId"]]["_tokens"]
    token = {"id": str(len(tokens) + 1), "name": call["name"], "createdAt": now(), "lastUsedAt": now()}
    token["expiresAt"] = now() + timedelta(seconds=call["secondsToLive"])
    tokens[token["id"]] = token
    shown = token | {"key": "glsa_" + secrets.token_hex(16)}
    return {"serviceAccountToken": shown} | call.given("serviceAccountId", "workspaceId")


@answers("grafana")
def list_workspace_service_account_tokens(call: Call) -> dict:
    account = _workspace(call)["_accounts"].get(call["serviceAccountId"], {"_tokens": {}})
    return {"serviceAccountTokens": list(account["_tokens"].values())} | call.given("serviceAccountId", "workspaceId")


@answers("grafana")
def delete_workspace_service_account_token(call: Call) -> dict:
    _workspace(call)["_accounts"][call["serviceAccountId"]]["_tokens"].pop(call["tokenId"], None)
    return call.given("tokenId", "serviceAccountId", "workspaceId")


@answers("grafana")
def list_versions(call: Call) -> dict:
    return {"grafanaVersions": ["8.4", "9.4", "10.4"]}


serve_tags("grafana")
