"""Amazon Q Developer in chat applications (AWS Chatbot): Slack channel configurations. That the Slack workspace is connected is assumed."""

from ..answering import Call, Fault, answers
from ..tags import from_members, serve_tags

_SETTINGS = ("SlackChannelId", "SlackChannelName", "SnsTopicArns", "IamRoleArn", "LoggingLevel", "GuardrailPolicyArns", "UserAuthorizationRequired")


def _slack(call: Call):
    return call.store("slack-channel-configuration")


def _shown(held: dict) -> dict:
    """With its tags, which the provider reads from here and from nowhere else."""
    return held | {"Tags": [{"TagKey": key, "TagValue": value} for key, value in held["_tags"].items()]}


@answers("chatbot")
def create_slack_channel_configuration(call: Call) -> dict:
    name, team, channel = call["ConfigurationName"], call["SlackTeamId"], call["SlackChannelId"]
    if any(held["ConfigurationName"] == name or (held["SlackTeamId"], held["SlackChannelId"]) == (team, channel) for held in _slack(call).values()):
        raise Fault("ConflictException", f"a configuration for this channel or of this name exists: {name}")
    # The service is global: its ARNs name no region.
    arn = f"arn:aws:chatbot::{call.account}:chat-configuration/slack-channel/{name}"
    made = {"SlackTeamName": team, "SlackChannelName": channel, "SnsTopicArns": [], "LoggingLevel": "NONE", "GuardrailPolicyArns": []}
    made |= {"UserAuthorizationRequired": False, "State": "ENABLED"} | call.given("ConfigurationName", "SlackTeamId", *_SETTINGS)
    _slack(call)[arn] = made | {"ChatConfigurationArn": arn, "_tags": from_members(call.get("Tags"))}
    return {"ChannelConfiguration": _shown(_slack(call)[arn])}


@answers("chatbot")
def describe_slack_channel_configurations(call: Call) -> dict:
    asked = call.get("ChatConfigurationArn")
    return {"SlackChannelConfigurations": [_shown(held) for arn, held in _slack(call).items() if asked in (None, arn)]}


@answers("chatbot")
def update_slack_channel_configuration(call: Call) -> dict:
    held = _slack(call).need(call["ChatConfigurationArn"])
    held |= call.given(*_SETTINGS)
    return {"ChannelConfiguration": _shown(held)}


@answers("chatbot")
def delete_slack_channel_configuration(call: Call) -> dict:
    _slack(call).take(call["ChatConfigurationArn"])
    return {}


serve_tags("chatbot")
