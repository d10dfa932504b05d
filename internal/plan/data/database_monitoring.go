package data

import (
	"cmp"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// Monitoring is how RDS writes down what the operating system does.
type Monitoring struct {
	Role        string
	BoundaryARN string
	BlockedOn   plan.Blockers
}

// Insights configures RDS Performance Insights.
type Insights struct {
	Enabled bool

	// KeyARN encrypts them for as long as they exist. Days is how long AWS keeps
	// them.
	KeyARN string
	Days   int64
}

// freeInsightsDays is the retention of Performance Insights without charge.
// https://aws.amazon.com/rds/performance-insights/pricing/
const freeInsightsDays = 7

// planMonitoring plans the role of enhanced monitoring.
func (d *Plan) planMonitoring(seen live.State) Monitoring {
	return Monitoring{
		Role:        plan.CurrentNameOr(seen, name.DatabaseMonitoringRole, d.Names.Role(name.DatabaseMonitoringRole)),
		BoundaryARN: d.Boundary(name.DatabaseMonitoringRole, "", seen),
		BlockedOn:   d.Account.Blockers(),
	}
}

// planInsights finds the key of performance insights, which AWS takes by its ARN
// and never changes.
func (d *Plan) planInsights(db *Database, seen live.State) {
	if hasInsights(d.Spec.Database.Engine, db.InstanceClass) {
		db.Insights = Insights{
			Enabled: true,
			KeyARN:  cmp.Or(seen.Database().RequestedInsightsKey(), d.KeyARN(seen)),
			Days:    freeInsightsDays,
		}
	}
}

// hasInsights reports whether AWS has performance insights for an instance class.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
func hasInsights(engine v1alpha1.DatabaseEngine, class string) bool {
	tiny := strings.HasPrefix(class, "db.t") && (strings.HasSuffix(class, ".micro") || strings.HasSuffix(class, ".small"))
	return engine == v1alpha1.DatabasePostgres || !tiny
}
