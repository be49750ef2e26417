"""What the emulator still holds, without what AWS itself would hold in an empty account: for `GET /_local/inventory`.

One line per kind of resource; a service that is not listed here is not counted, so a new service of ours needs a line.
"""

from moto.backends import get_backend

from .store import Store


def left() -> list[dict]:
    """[{service, type, account, region, ids}], empty after a clean destroy."""
    found = Store.left()
    for service, kinds in KINDS.items():
        for account, region, backend in _instances(service):
            for kind, ids_of in kinds.items():
                ids = sorted(map(str, ids_of(backend)))
                if ids:
                    found.append({"service": service, "type": kind, "account": account, "region": region, "ids": ids})
    return found


def _instances(service: str):
    """The backends that exist: looking must not make new ones."""
    for account, regions in list(get_backend(service).items()):
        for region, backend in list(regions.items()):
            yield account, region, backend


def _keys(attribute: str):
    return lambda backend: list(getattr(backend, attribute))


def _vpcs(ec2):
    return {key for key, vpc in ec2.vpcs.items() if str(vpc.is_default).lower() != "true"}


def _in_own_vpc(attribute: str):
    """Of resources that AWS makes with a VPC, none of the default VPC and none whose VPC is gone."""

    def ids(ec2):
        own = _vpcs(ec2)
        return [key for key, item in getattr(ec2, attribute).items() if item.vpc_id in own and str(getattr(item, "default", "")).lower() != "true"]

    return ids


def _route_tables(ec2):
    own = _vpcs(ec2)
    return [key for key, table in ec2.route_tables.items() if table.vpc_id in own and not table.main_association_id]


def _security_groups(ec2):
    groups = {key: group for groups in ec2.groups.values() for key, group in groups.items()}
    return [key for key, group in groups.items() if group.name != "default"]


def _subnets(ec2):
    own = _vpcs(ec2)
    return [key for zone in ec2.subnets.values() for key, subnet in zone.items() if subnet.vpc_id in own]


def _not_deleted(attribute: str):
    return lambda backend: [key for key, item in getattr(backend, attribute).items() if getattr(item, "state", "") != "deleted"]


def _event_targets(events):
    return [f"{rule.name}/{target['Id']}" for bus in events.event_buses.values() for rule in bus.rules.values() for target in rule.targets]


def _own_policies(iam):
    return [arn for arn in iam.managed_policies if ":iam::aws:" not in arn]


def _except(attribute: str, *defaults: str):
    return lambda backend: [key for key in getattr(backend, attribute) if key not in defaults]


def _parts(outer: str, inner: str):
    return lambda backend: [f"{key}/{part}" for key, item in getattr(backend, outer).items() for part in getattr(item, inner)]


KINDS = {
    "amp": {"workspace": _keys("workspaces"), "rule-group-namespace": _parts("workspaces", "rule_group_namespaces")},
    "athena": {
        "work-group": _except("work_groups", "primary"),
        "named-query": _keys("named_queries"),
        "data-catalog": _except("data_catalogs", "AwsDataCatalog"),
    },
    "autoscaling": {"auto-scaling-group": _keys("autoscaling_groups")},
    "cloudwatch": {"alarm": _keys("alarms"), "dashboard": _keys("dashboards"), "insight-rule": _keys("insight_rules")},
    "dynamodb": {"table": _keys("tables")},
    "ec2": {
        "vpc": _vpcs,
        "subnet": _subnets,
        "internet-gateway": _keys("internet_gateways"),
        "egress-only-internet-gateway": _keys("egress_only_internet_gateways"),
        "nat-gateway": _not_deleted("nat_gateways"),
        "eip": lambda ec2: [address.allocation_id or address.public_ip for address in ec2.addresses],
        "route-table": _route_tables,
        "security-group": _security_groups,
        "vpc-endpoint": _not_deleted("vpc_end_points"),
        "flow-log": _keys("flow_logs"),
        "launch-template": _keys("launch_templates"),
        "network-interface": _keys("enis"),
        "network-acl": _in_own_vpc("network_acls"),
        "instance": lambda ec2: [i.id for r in ec2.reservations.values() for i in r.instances if i.state != "terminated"],
    },
    "ecr": {"repository": _keys("repositories")},
    "eks": {
        "cluster": _keys("clusters"),
        "node-group": _parts("clusters", "nodegroups"),
        "fargate-profile": _parts("clusters", "fargate_profiles"),
    },
    "events": {"rule": _parts("event_buses", "rules"), "target": _event_targets, "event-bus": _except("event_buses", "default"), "archive": _keys("archives")},
    "firehose": {"delivery-stream": _keys("delivery_streams")},
    "glue": {
        "database": _except("databases", "default"),
        "table": _parts("databases", "tables"),
        "crawler": _keys("crawlers"),
        "registry": _except("registries", "default-registry"),
    },
    "iam": {
        "role": _keys("roles"),
        "policy": _own_policies,
        "instance-profile": _keys("instance_profiles"),
        "oidc-provider": _keys("open_id_providers"),
        "saml-provider": _keys("saml_providers"),
        "user": _keys("users"),
        "group": _keys("groups"),
    },
    "kinesis": {"stream": _keys("streams")},
    "kms": {
        "key": lambda kms: [k for k, key in kms.keys.items() if key.key_state != "PendingDeletion" and not _only_aws_aliases(key)],
        "alias": lambda kms: [a for key in kms.keys.values() for a in key.aliases if not a.startswith("alias/aws/")],
    },
    "lambda": {"function": lambda backend: [f["Configuration"]["FunctionArn"] for f in backend.list_functions()]},
    "logs": {
        "log-group": _keys("groups"),
        "log-stream": _parts("groups", "streams"),
        "subscription-filter": _parts("groups", "subscription_filters"),
        "resource-policy": _keys("resource_policies"),
        "destination": _keys("destinations"),
        "delivery": _keys("deliveries"),
        "delivery-source": _keys("delivery_sources"),
        "delivery-destination": _keys("delivery_destinations"),
        "metric-filter": lambda logs: [f"{f['logGroupName']}/{f['filterName']}" for f in logs.filters.metric_filters],
    },
    "s3": {"bucket": _keys("buckets")},
    "scheduler": {"schedule": _parts("schedule_groups", "schedules")},
    "secretsmanager": {"secret": lambda backend: [s.name for s in backend.secrets.values() if not getattr(s, "deleted_date", None)]},
    "sns": {"topic": _keys("topics"), "subscription": _keys("subscriptions")},
    "stepfunctions": {"state-machine": lambda backend: [machine.arn for machine in backend.state_machines]},
    "sqs": {"queue": _keys("queues")},
}


def _only_aws_aliases(key) -> bool:
    return bool(key.aliases) and all(alias.startswith("alias/aws/") for alias in key.aliases)
