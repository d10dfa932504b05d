package data

import (
	elasticache "github.com/upbound/provider-aws/v2/apis/namespaced/elasticache/v1beta1"
	rds "github.com/upbound/provider-aws/v2/apis/namespaced/rds/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
)

// databaseSubnets returns all database subnets: RDS puts the database into one
// zone and the standby into another.
func databaseSubnets(d data.Plan, db data.Database) *rds.SubnetGroup {
	return &rds.SubnetGroup{
		ObjectMeta: external.Name(db.SubnetGroup.Name),
		Spec: rds.SubnetGroupSpec{
			ForProvider: rds.SubnetGroupParameters{
				Region:      &d.Spec.Region,
				Description: new("Database subnets of platform " + d.Names.Base),
				SubnetIds:   optional.Texts(db.SubnetGroup.Placement.SubnetIDs...),
			},
		},
	}
}

// cacheSubnets returns all database subnets: ElastiCache spreads the nodes over
// them.
func cacheSubnets(d data.Plan, c data.Cache) *elasticache.SubnetGroup {
	return &elasticache.SubnetGroup{
		ObjectMeta: external.Name(c.SubnetGroup.Name),
		Spec: elasticache.SubnetGroupSpec{
			ForProvider: elasticache.SubnetGroupParameters{
				Region:      &d.Spec.Region,
				Description: new("Database subnets of platform " + d.Names.Base),
				SubnetIds:   optional.Texts(c.SubnetGroup.Placement.SubnetIDs...),
			},
		},
	}
}
