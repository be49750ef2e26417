"""moto knows tags of clusters only: here those of node groups and Fargate profiles."""

from moto.eks.models import EKSBackend


def apply() -> None:
    tag, untag, tags = EKSBackend.tag_resource, EKSBackend.untag_resource, EKSBackend.list_tags_for_resource

    def tag_resource(self, resource_arn: str, tags: dict) -> None:
        if (held := _tags_of(self, resource_arn)) is not None:
            held.update(tags)
        else:
            tag(self, resource_arn, tags)

    def untag_resource(self, resource_arn: str, tag_keys: list[str]) -> None:
        if (held := _tags_of(self, resource_arn)) is not None:
            for key in tag_keys if isinstance(tag_keys, list) else [tag_keys]:
                held.pop(key, None)
        else:
            untag(self, resource_arn, tag_keys)

    def list_tags_for_resource(self, resource_arn: str) -> dict:
        held = _tags_of(self, resource_arn)
        return tags(self, resource_arn) if held is None else held

    EKSBackend.tag_resource, EKSBackend.untag_resource, EKSBackend.list_tags_for_resource = tag_resource, untag_resource, list_tags_for_resource


def _tags_of(backend: EKSBackend, arn: str) -> dict | None:
    for cluster in backend.clusters.values():
        for group in cluster.nodegroups.values():
            if group.arn == arn:
                return group.tags
        for profile in cluster.fargate_profiles.values():
            if profile.fargate_profile_arn == arn:
                return profile.tags
    return None
