"""moto's EC2: descriptions of rules that name a group, and tags of a launch template that end up inside it."""

from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses.launch_templates import LaunchTemplates


def apply() -> None:
    create = LaunchTemplates.create_launch_template

    def create_launch_template(self):
        answer = create(self)
        template = self.ec2_backend.get_launch_template_by_name(self._get_param("LaunchTemplateName"))
        data = template.versions[0].data
        data["TagSpecifications"] = [s for s in data.get("TagSpecifications", []) if s["ResourceType"] != "launch-template"]
        return answer

    def description(self) -> str | None:
        for source in (self.ip_range, self.source_group, self.prefix_list_id):
            if isinstance(source, dict) and source.get("Description"):
                return source["Description"]
        return None

    LaunchTemplates.create_launch_template = create_launch_template
    SecurityGroupRule.description = property(description)
