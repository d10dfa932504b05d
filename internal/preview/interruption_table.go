package preview

import (
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// A rule says what the change or the deletion of a kind interrupts.
type rule struct {
	// service and kind are those of the API: rds is rds.aws.upbound.io and
	// rds.aws.m.upbound.io.
	service, kind string

	// field is the field below forProvider, empty for deletions. only restricts the rule
	// to some changes of it.
	field string
	only  func(timeline.Field) bool

	effect    Effect
	text      string
	reference string
}

func (r rule) matches(o *unstructured.Unstructured) bool {
	return o.GetKind() == r.kind && strings.HasPrefix(o.GetAPIVersion(), r.service+".")
}

// Pages of AWS that say what a change interrupts.
const (
	modifyRDS        = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html"
	upgradeRDS       = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html"
	scaleCache       = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-cluster-vertical-scaling.html"
	upgradeCache     = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html"
	changeOpenSearch = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-configuration-changes.html"
	rollECS          = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html"
	natGateway       = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html"
	loadBalancer     = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html"
	deleteRDS        = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.Retaining.html"
	deleteCache      = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-restoring.html"
	snapshotSearch   = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-snapshots.html"
	scheduledKey     = "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html"
)

const (
	rolls     = "ECS replaces the tasks one after the other; WebSocket connections end with their task"
	blueGreen = "OpenSearch moves the domain to new nodes; it remains available, with more load meanwhile"
)

// onUpdate are the fields whose change interrupts.
var onUpdate = []rule{
	{"rds", "Instance", "instanceClass", nil, Restart, "RDS restarts the instance; with a standby it fails over", modifyRDS},
	{"rds", "Instance", "engineVersion", nil, Restart, "RDS upgrades the engine, and the instance is not available meanwhile", upgradeRDS},
	{"rds", "Instance", "backupRetentionPeriod", toOrFromZero, Restart, "RDS restarts the instance when automated backups begin or end", modifyRDS},
	{"elasticache", "ReplicationGroup", "nodeType", nil, Restart, "ElastiCache moves to other nodes; reads and writes are interrupted for seconds", scaleCache},
	{"elasticache", "ReplicationGroup", "engineVersion", nil, Restart, "ElastiCache upgrades the engine; writes are interrupted for seconds while it fails over", upgradeCache},
	{"elasticache", "ReplicationGroup", "engine", nil, Restart, "ElastiCache changes the engine; writes are interrupted for seconds while it fails over", upgradeCache},
	{"opensearch", "Domain", "engineVersion", nil, Deployment, blueGreen, changeOpenSearch},
	{"opensearch", "Domain", "clusterConfig", nil, Deployment, blueGreen, changeOpenSearch},
	{"opensearch", "Domain", "ebsOptions", nil, Deployment, blueGreen, changeOpenSearch},
	{"opensearch", "Domain", "vpcOptions", nil, Deployment, blueGreen, changeOpenSearch},
	{"ecs", "Service", "taskDefinition", nil, Deployment, rolls, rollECS},
	{"ecs", "Service", "capacityProviderStrategy", nil, Deployment, rolls, rollECS},
	{"ecs", "Service", "networkConfiguration", nil, Deployment, rolls, rollECS},
	{"ecs", "Service", "loadBalancer", nil, Deployment, rolls, rollECS},
	{"ecs", "Service", "serviceConnectConfiguration", nil, Deployment, rolls, rollECS},
	{"ec2", "Route", "natGatewayIdRef", nil, Disconnection, "IPv4 connections through the former NAT gateway end, and the public address changes", natGateway},
}

// onDelete are the kinds whose deletion interrupts.
var onDelete = []rule{
	{"rds", "Instance", "", nil, Loss, "RDS deletes the instance and its data", deleteRDS},
	{"elasticache", "ReplicationGroup", "", nil, Loss, "ElastiCache deletes the cache and its data", deleteCache},
	{"opensearch", "Domain", "", nil, Loss, "OpenSearch deletes the domain, its data and its automated snapshots", snapshotSearch},
	{"kms", "Key", "", nil, Loss, "KMS schedules the deletion of the key: data that it encrypts becomes unreadable", scheduledKey},
	{"ecs", "Service", "", nil, Loss, "ECS ends the tasks of the service", rollECS},
	{"elbv2", "LB", "", nil, Loss, "the load balancer and its DNS name are deleted", loadBalancer},
	{"ec2", "NATGateway", "", nil, Disconnection, "IPv4 connections through the NAT gateway end", natGateway},
	{"ec2", "EIP", "", nil, Disconnection, "the public address is released: remove it from lists of allowed addresses", natGateway},
}

// toOrFromZero reports whether a number becomes zero or was zero.
func toOrFromZero(f timeline.Field) bool {
	zero := func(v any) bool { return v == nil || v == int64(0) || v == float64(0) }
	return zero(f.Old) != zero(f.New)
}
