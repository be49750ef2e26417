"""moto's EKS clusters: what they drop of a request, what they make up for everybody alike, and what comes and goes with a cluster."""

import base64
import secrets

from moto.ec2.models import ec2_backends
from moto.eks.exceptions import InvalidParameterException, InvalidRequestException, ResourceInUseException
from moto.eks.models import EKSBackend
from moto.eks.responses import EKSResponse

from ..store import Store
from .eks_auto_mode import auto_mode_problem
from .eks_own_entries import admit_auto_mode

VERSION = "1.34"
_LOG_TYPES = ("api", "audit", "authenticator", "controllerManager", "scheduler")
_GONE_WITH_CLUSTER = ("addon", "access-entry", "pod-identity-association")


def apply() -> None:
    create, delete = EKSResponse.create_cluster, EKSBackend.delete_cluster

    def create_cluster(self):
        switches = ("computeConfig", "kubernetesNetworkConfig", "storageConfig")
        if problem := auto_mode_problem({}, {name: self._get_param(name) for name in switches}):
            raise InvalidParameterException(clusterName=self._get_param("name"), message=problem)
        answer = create(self)
        _complete(self, self.eks_backend.clusters[self._get_param("name")])
        return answer

    def delete_cluster(self, name: str):
        if name in self.clusters:
            _refuse_to_delete(self.clusters[name])
        cluster = delete(self, name)
        group = cluster.resources_vpc_config.get("clusterSecurityGroupId")
        for groups in ec2_backends[self.account_id][self.region_name].groups.values():
            groups.pop(group, None)
        for kind in _GONE_WITH_CLUSTER:
            held = Store.of("eks", kind, self.account_id, self.region_name)
            for key in [key for key, resource in held.items() if resource["clusterName"] == name]:
                del held[key]
        return cluster

    EKSResponse.create_cluster, EKSBackend.delete_cluster = create_cluster, delete_cluster


def _refuse_to_delete(cluster) -> None:
    if cluster.deletion_protection:
        raise InvalidRequestException(message=f"Cluster {cluster.name} has deletion protection enabled. Disable it before deleting the cluster.")
    if cluster.fargate_profiles:
        raise ResourceInUseException(clusterName=cluster.name, nodegroupName=None, addonName=None, message="Cluster has fargate profiles attached")


def _complete(response: EKSResponse, cluster) -> None:
    """What AWS returns of a request, and what it makes for a cluster."""
    asked = response._get_param
    mode = {"authenticationMode": "CONFIG_MAP", "bootstrapClusterCreatorAdminPermissions": True}
    cluster.access_config = mode | (asked("accessConfig") or {})
    cluster.upgrade_policy = {"supportType": "EXTENDED"} | (asked("upgradePolicy") or {})
    cluster.deletion_protection = bool(asked("deletionProtection"))
    cluster.zonal_shift_config, cluster.compute_config = asked("zonalShiftConfig"), asked("computeConfig")
    cluster.storage_config, cluster.version = asked("storageConfig"), asked("version") or VERSION
    cluster.kubernetes_network_config = _service_addresses(asked("kubernetesNetworkConfig") or {})
    cluster.logging = logging_of(asked("logging"))
    identity = secrets.token_hex(16).upper()
    cluster.identity = {"oidc": {"issuer": f"https://oidc.eks.{response.region}.amazonaws.com/id/{identity}"}}
    cluster.endpoint = f"https://{identity}.gr7.{response.region}.eks.amazonaws.com"
    cluster.certificate_authority = {"data": base64.b64encode(b"the embedded AWS has no certificate authority").decode()}
    _network(response, cluster)
    admit_auto_mode(response.current_account, response.region, cluster)


def _service_addresses(asked: dict) -> dict:
    """EKS chooses the block of services: always with IPv6, and with IPv4 when none was asked for."""
    if asked.get("ipFamily") == "ipv6":
        unique_local = f"fd{secrets.token_hex(1)}:{secrets.token_hex(2)}:{secrets.token_hex(2)}::/108"
        return asked | {"serviceIpv6Cidr": unique_local}
    return {"ipFamily": "ipv4", "serviceIpv4Cidr": "172.20.0.0/16"} | asked


def logging_of(asked: dict | None, held: dict | None = None) -> dict:
    """Types that write logs and types that do not; those that are not named stay as they are."""
    state = dict.fromkeys(_LOG_TYPES, False)
    for logging in (held or {}, asked or {}):
        state |= {kind: part["enabled"] for part in logging.get("clusterLogging", []) if "enabled" in part for kind in part["types"]}
    groups = [([kind for kind in sorted(state) if state[kind] is enabled], enabled) for enabled in (True, False)]
    return {"clusterLogging": [{"types": types, "enabled": enabled} for types, enabled in groups if types]}


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
        group.add_tags({"Name": name, f"kubernetes.io/cluster/{cluster.name}": "owned"})
        config["clusterSecurityGroupId"] = group.id
    cluster.resources_vpc_config = config
