package route

// Priorities of rules. A service may set its own, outside of the automatic
// range: lower ones are evaluated before all automatic rules, higher ones after
// them. The last priority of AWS belongs to the default.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
const (
	FirstPriority   = 1
	FirstAutomatic  = 10000
	LastAutomatic   = 39999
	LastPriority    = 49999
	DefaultPriority = 50000
)

// MaxWildcards is the maximum number of wildcards in the conditions of a rule.
// AWS's pages name five or six, depending on their age: five satisfies both.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
const MaxWildcards = 5

// MaxRules is the maximum number of rules of a platform. AWS's default quota is
// 100 for each load balancer, so this only limits mistakes.
const MaxRules = 1000
