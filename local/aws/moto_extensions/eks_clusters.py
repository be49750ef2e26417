"""moto's EKS clusters: what they drop of a request, what they make up for everybody alike, and the updates they do not record."""

import base64
import secrets

from moto.ec2.models import ec2_backends
from moto.eks.models import EKSBackend
from moto.eks.responses import EKSResponse

from ..answering import Call, answers
from ..stand_ins.eks_access import cluster_of
from ..stand_ins.eks_addons import recorded_update

VERSION = "1.34"
_LOG_TYPES = ("api", "audit", "authenticator", "controllerManager", "scheduler")


def apply() -> None:
    create, delete = EKSResponse.create_cluster, EKSBackend.delete_cluster

    def create_cluster(self):
        answer = create(self)
        _complete(self, self.eks_backend.clusters[self._get_param("name")])
        return answer

    def delete_cluster(self, name: str):
        cluster = delete(self, name)
        group = cluster.resources_vpc_config.get("clusterSecurityGroupId")
        for groups in ec2_backends[self.account_id][self.region_name].groups.values():
            groups.pop(group, None)
        return cluster

    EKSResponse.create_cluster, EKSBackend.delete_cluster = create_cluster, delete_cluster


def _complete(response: EKSResponse, cluster) -> None:
    """What AWS returns of a request, and what it makes for a cluster."""
    asked = response._get_param
    mode = {"authenticationMode": "CONFIG_MAP", "bootstrapClusterCreatorAdminPermissions": True}
    cluster.access_config = mode | (asked("accessConfig") or {})
    cluster.upgrade_policy = {"supportType": "EXTENDED"} | (asked("upgradePolicy") or {})
    cluster.deletion_protection = bool(asked("deletionProtection"))
    cluster.zonal_shift_config, cluster.compute_config = asked("zonalShiftConfig"), asked("computeConfig")
    cluster.storage_config, cluster.version = asked("storageConfig"), asked("version") or VERSION
    cluster.kubernetes_network_config = {"ipFamily": "ipv4", "serviceIpv4Cidr": "172.20.0.0/16"} | (asked("kubernetesNetworkConfig") or {})
    cluster.logging = _logging(asked("logging"))
    identity = secrets.token_hex(16).upper()
    cluster.identity = {"oidc": {"issuer": f"https://oidc.eks.{response.region}.amazonaws.com/id/{identity}"}}
    cluster.endpoint = f"https://{identity}.gr7.{response.region}.eks.amazonaws.com"
    cluster.certificate_authority = {"data": base64.b64encode(b"the embedded AWS has no certificate authority").decode()}
    _network(response, cluster)


def _logging(asked: dict | None) -> dict:
    on = sorted({kind for part in (asked or {}).get("clusterLogging", []) if part.get("enabled") for kind in part["types"]})
    off = [kind for kind in _LOG_TYPES if kind not in on]
    return {"clusterLogging": [{"types": types, "enabled": enabled} for types, enabled in ((on, True), (off, False)) if types]}


def _network(response: EKSResponse, cluster) -> None:
    ec2 = ec2_backends[response.current_account][response.region]
    config = {"endpointPublicAccess": True, "endpointPrivateAccess": False, "securityGroupIds": []} | cluster.resources_vpc_config
    if config["endpointPublicAccess"]:
        config.setdefault("publicAccessCidrs", ["0.0.0.0/0"])
    subnets = [subnet for zone in ec2.subnets.values() for key, subnet in zone.items() if key in config.get("subnetIds", [])]
    if subnets:
        config["vpcId"] = subnets[0].vpc_id
        name = f"eks-cluster-sg-{cluster.name}-{secrets.randbelow(10**9)}"
        group = ec2.create_security_group(name, "EKS created security group", vpc_id=subnets[0].vpc_id)
        config["clusterSecurityGroupId"] = group.id
    cluster.resources_vpc_config = config


@answers("eks")
def update_cluster_config(call: Call) -> dict:
    cluster = cluster_of(call)
    cluster.resources_vpc_config |= call.get("resourcesVpcConfig", {})
    if not cluster.resources_vpc_config["endpointPublicAccess"]:
        cluster.resources_vpc_config.pop("publicAccessCidrs", None)
    if "logging" in call.parameters:
        cluster.logging = _logging(call["logging"])
    cluster.access_config |= call.get("accessConfig", {})
    cluster.upgrade_policy |= call.get("upgradePolicy", {})
    cluster.kubernetes_network_config |= call.get("kubernetesNetworkConfig", {})
    cluster.deletion_protection = call.get("deletionProtection", cluster.deletion_protection)
    cluster.zonal_shift_config = call.get("zonalShiftConfig", cluster.zonal_shift_config)
    return {"update": recorded_update(call, "VpcConfigUpdate")}


@answers("eks")
def update_cluster_version(call: Call) -> dict:
    cluster_of(call).version = call["version"]
    return {"update": recorded_update(call, "VersionUpdate")}


@answers("eks")
def associate_encryption_config(call: Call) -> dict:
    cluster_of(call).encryption_config = call["encryptionConfig"]
    return {"update": recorded_update(call, "AssociateEncryptionConfig")}
