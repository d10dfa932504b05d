package data

import (
	elasticache "github.com/upbound/provider-aws/v2/apis/namespaced/elasticache/v1beta1"
	rds "github.com/upbound/provider-aws/v2/apis/namespaced/rds/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
)

// databaseParameters returns the engine parameters. They take effect when the
// database restarts: AWS accepts that for all parameters, and immediate
// application only for some.
func databaseParameters(d data.Plan, g data.ParameterGroup) *rds.ParameterGroup {
	list := make([]rds.ParameterParameters, len(g.Parameters))
	for i, p := range g.Parameters {
		list[i] = rds.ParameterParameters{Name: &p.Name, Value: &p.Value, ApplyMethod: new("pending-reboot")}
	}
	return &rds.ParameterGroup{
		ObjectMeta: external.Name(g.Name),
		Spec: rds.ParameterGroupSpec{
			ForProvider: rds.ParameterGroupParameters{
				Region:      &d.Spec.Region,
				Description: new("Database parameters of platform " + d.Names.Base),
				Family:      &g.Family,
				Parameter:   list,
			},
		},
	}
}

// cacheParameters returns the engine parameters.
func cacheParameters(d data.Plan, g data.ParameterGroup) *elasticache.ParameterGroup {
	list := make([]elasticache.ParameterParameters, len(g.Parameters))
	for i, p := range g.Parameters {
		list[i] = elasticache.ParameterParameters{Name: &p.Name, Value: &p.Value}
	}
	return &elasticache.ParameterGroup{
		Spec: elasticache.ParameterGroupSpec{
			ForProvider: elasticache.ParameterGroupParameters{
				Region:      &d.Spec.Region,
				Name:        &g.Name,
				Description: new("Cache parameters of platform " + d.Names.Base),
				Family:      &g.Family,
				Parameter:   list,
			},
		},
	}
}
