"""What EKS checks of the launch template that a node group names."""

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import ec2_backends


def launch_template_problem(account: str, region: str, named: dict | None) -> str | None:
    """What EKS says when the template, or its version, is not there; None when it is, or none was named."""
    if not named:
        return None
    ec2, name, version = ec2_backends[account][region], named.get("name"), named.get("version", "$Default")
    try:
        template = ec2.get_launch_template(named["id"]) if "id" in named else ec2.get_launch_template_by_name(name)
        template.get_version(version)
    except (EC2ClientError, KeyError, ValueError):
        return f"Launch template {named.get('id') or name} with version {version} was not found"
    return None
