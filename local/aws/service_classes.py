"""Which service is answered by moto ("emulated"), and which operations by us ("stand-in")."""

from functools import lru_cache

from moto.backends import list_of_moto_modules

from . import answering

# botocore's name of a service, where moto's module has another
MOTO_MODULES = {"lambda": "awslambda", "cognito-idp": "cognitoidp", "resource-groups": "resourcegroups"}


@lru_cache(None)
def _modules() -> frozenset[str]:
    return frozenset(list_of_moto_modules())


def in_moto(service: str) -> bool:
    return MOTO_MODULES.get(service, service).replace("-", "") in _modules()


# moto lists X-Ray but knows only its data plane, nothing that is configured.
_NAME_ONLY = {"xray"}


def without_moto() -> set[str]:
    """Services that only stand-ins answer."""
    return {service for service, _ in answering.registered() if not in_moto(service)} | _NAME_ONLY


def classes() -> dict:
    """For `GET /_local/classes`."""
    ours: dict[str, list[str]] = {}
    for service, operation in answering.registered():
        ours.setdefault(service, []).append(operation)
    alone = without_moto()
    return {
        "stand-in": {
            "services": sorted(alone),
            "operations": ours,
            "terraformTypes": STAND_IN_TYPES,
        },
        "emulated": {"services": sorted(_modules() - alone), "extended": EXTENDED_TYPES},
    }


# Terraform types whose main calls a stand-in answers.
STAND_IN_TYPES = [
    "aws_athena_prepared_statement", "aws_budgets_budget", "aws_ce_anomaly_monitor", "aws_ce_anomaly_subscription",
    "aws_chatbot_slack_channel_configuration",
    "aws_cloudwatch_composite_alarm", "aws_cloudwatch_log_account_policy", "aws_cloudwatch_log_anomaly_detector",
    "aws_cloudwatch_log_data_protection_policy", "aws_cloudwatch_log_index_policy", "aws_cloudwatch_query_definition",
    "aws_devopsguru_event_sources_config", "aws_devopsguru_notification_channel", "aws_devopsguru_resource_collection",
    "aws_devopsguru_service_integration", "aws_eks_access_entry", "aws_eks_access_policy_association", "aws_eks_addon",
    "aws_eks_pod_identity_association", "aws_grafana_role_association", "aws_grafana_workspace", "aws_grafana_workspace_saml_configuration",
    "aws_grafana_workspace_service_account", "aws_grafana_workspace_service_account_token", "aws_oam_link", "aws_oam_sink",
    "aws_oam_sink_policy", "aws_prometheus_alert_manager_definition", "aws_prometheus_scraper", "aws_prometheus_workspace_configuration",
    "aws_xray_encryption_config", "aws_xray_group", "aws_xray_resource_policy", "aws_xray_sampling_rule",
]  # fmt: skip

# Types that moto emulates after a correction of ours.
EXTENDED_TYPES = [
    "aws_athena_named_query", "aws_athena_workgroup", "aws_autoscaling_group_tag", "aws_cloudwatch_log_delivery_source", "aws_cloudwatch_log_group",
    "aws_eks_cluster", "aws_eks_fargate_profile", "aws_eks_node_group", "aws_iam_openid_connect_provider", "aws_kms_key", "aws_launch_template",
    "aws_nat_gateway", "aws_prometheus_workspace", "aws_s3_bucket_inventory", "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_logging", "aws_sfn_state_machine", "aws_sqs_queue",
    "aws_sqs_queue_policy", "aws_sqs_queue_redrive_allow_policy", "aws_subnet", "aws_vpc_security_group_ingress_rule",
]  # fmt: skip
