package data

import (
	elasticache "github.com/upbound/provider-aws/v2/apis/namespaced/elasticache/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// cache returns the replication group: a primary and its replicas, or shards of
// them.
func cache(d data.Plan, c data.Cache) *elasticache.ReplicationGroup {
	return &elasticache.ReplicationGroup{
		ObjectMeta: external.Name(c.ID),
		Spec: elasticache.ReplicationGroupSpec{
			ForProvider: elasticache.ReplicationGroupParameters{
				Region:      &d.Spec.Region,
				Description: &c.Description,

				Engine:                  &c.Engine,
				EngineVersion:           &c.Version,
				AutoMinorVersionUpgrade: new("true"),
				ApplyImmediately:        &c.Maintenance.Immediately,
				MaintenanceWindow:       optional.Text(c.Maintenance.Window),
				ParameterGroupName:      &c.Parameters.Name,

				NodeType:                 &c.NodeType,
				NumCacheClusters:         nodes(c),
				NumNodeGroups:            shards(c),
				ReplicasPerNodeGroup:     replicas(c),
				AutomaticFailoverEnabled: &c.Failover,
				MultiAzEnabled:           &c.MultiZone,

				SubnetGroupNameRef: refer.To(d.Names, name.CacheSubnets),
				SecurityGroupIds:   optional.Texts(c.GroupID),
				Port:               optional.Number(c.Port),

				AtRestEncryptionEnabled:  new("true"),
				KMSKeyID:                 &c.KeyARN,
				TransitEncryptionEnabled: new(true),
				AutoGenerateAuthToken:    optional.True(c.Secret != nil),
				AuthTokenSecretRef:       generated(c.Secret),
				UserGroupIds:             userGroups(c.Users),

				SnapshotRetentionLimit:  optional.Number(c.SnapshotRetentionDays),
				FinalSnapshotIdentifier: optional.Text(c.FinalSnapshot),
			},
		},
	}
}

func nodes(c data.Cache) *float64 {
	if c.Shards != nil {
		return nil
	}
	return optional.Number(c.Nodes)
}

func shards(c data.Cache) *float64 {
	if c.Shards == nil {
		return nil
	}
	return optional.Number(c.Shards.Number)
}

func replicas(c data.Cache) *float64 {
	if c.Shards == nil {
		return nil
	}
	return optional.Number(c.Shards.Replicas)
}

func userGroups(u *data.CacheUsers) []*string {
	if u == nil {
		return nil
	}
	return []*string{&u.ID}
}
