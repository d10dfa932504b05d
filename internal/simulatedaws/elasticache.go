package simulatedaws

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/partition"
)

var elasticacheKinds = map[string]kind{
	"elasticache/ReplicationGroup": {
		arn: arn("elasticache", "replicationgroup:"),
		refs: map[string]target{
			"kmsKeyId":         externalNameOf("kms/Key"),
			"securityGroupIds": externalNameOf("ec2/SecurityGroup"),
			"subnetGroupName":  externalNameOf("elasticache/SubnetGroup"),
		},
		refuses: groupMissing("elasticache/SubnetGroup", "subnetGroupName", "CacheSubnetGroupNotFoundFault: Cache subnet group '%s' does not exist."),
		more:    cache,
		late:    []string{"port"},
	},
	"elasticache/SubnetGroup":    {arn: arn("elasticache", "subnetgroup:"), refs: inSubnets, more: inVPCOf("subnetIds")},
	"elasticache/ParameterGroup": {invent: identifiedBy("name"), arn: arn("elasticache", "parametergroup:")},
	"elasticache/User":           {arn: arn("elasticache", "user:")},
	"elasticache/UserGroup": {
		arn:  arn("elasticache", "usergroup:"),
		refs: map[string]target{"userIds": externalNameOf("elasticache/User")},
	},
}

// cache reports a replication group, which has one endpoint for all of its node
// groups in cluster mode, and otherwise one to write to and one to read from.
// They are those of an encrypted one, the only type that is simulated.
func cache(p report) {
	p.invent("engine", "redis")
	p.invent("port", int64(6379))
	p.runs(cmp.Or(strings.TrimSuffix(p.text("engineVersion"), ".x"), "7"), "1", "0")
	host := fmt.Sprintf("%s.%s.%s.cache.%s", p.externalName(), hash("caches", p.region())[:6], shortRegion(p.region()), partition.Of(p.region()).DNSSuffix)
	clustered := p.count("numNodeGroups") > 0
	p.atProvider["clusterEnabled"] = clustered
	if clustered {
		p.invent("configurationEndpointAddress", "clustercfg."+host)
	} else {
		p.invent("primaryEndpointAddress", "master."+host)
		p.invent("readerEndpointAddress", "replica."+host)
	}
	members := cacheMembers(p)
	p.atProvider["memberClusters"] = members
	p.atProvider["numCacheClusters"] = int64(len(members))
}

// cacheMembers returns the names of the nodes.
func cacheMembers(p report) []any {
	var members []any
	for group := range p.count("numNodeGroups") {
		for node := range p.count("replicasPerNodeGroup") + 1 {
			members = append(members, fmt.Sprintf("%s-%04d-%03d", p.externalName(), group+1, node+1))
		}
	}
	if members != nil {
		return members
	}
	for node := range max(1, p.count("numCacheClusters")) {
		members = append(members, fmt.Sprintf("%s-%03d", p.externalName(), node+1))
	}
	return members
}

// shortRegion returns a region in host names of caches: euc1 for eu-central-1.
func shortRegion(region string) string {
	return strings.NewReplacer(
		"north", "n", "south", "s", "east", "e", "west", "w", "central", "c", "-", "",
	).Replace(region)
}
