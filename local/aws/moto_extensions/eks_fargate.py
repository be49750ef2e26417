"""moto's Fargate profiles: EKS admits their role to the cluster by itself."""

from moto.eks.models import EKSBackend

from .eks_own_entries import admit, dismiss


def apply() -> None:
    create, delete = EKSBackend.create_fargate_profile, EKSBackend.delete_fargate_profile

    def create_fargate_profile(self, fargate_profile_name: str, cluster_name: str, *rest, **named):
        profile = create(self, fargate_profile_name, cluster_name, *rest, **named)
        admit(self.account_id, self.region_name, self.clusters[cluster_name], profile.pod_execution_role_arn, "FARGATE_LINUX")
        return profile

    def delete_fargate_profile(self, cluster_name: str, fargate_profile_name: str):
        profile = delete(self, cluster_name, fargate_profile_name)
        dismiss(self.account_id, self.region_name, self.clusters[cluster_name], profile.pod_execution_role_arn)
        return profile

    EKSBackend.create_fargate_profile, EKSBackend.delete_fargate_profile = create_fargate_profile, delete_fargate_profile
