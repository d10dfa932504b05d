package route

// Priorities of rules. A service may fix its own, outside of those that are
// given out automatically: lower ones are judged before all automatic rules,
// higher ones after. The last number that AWS has belongs to the default.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
const (
	FirstPriority   = 1
	FirstAutomatic  = 10000
	LastAutomatic   = 39999
	LastPriority    = 49999
	DefaultPriority = 50000
)

// MaxWildcards is how many wildcards the conditions of a rule may have. AWS's
// pages name five or six, depending on their age: five suits both.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
const MaxWildcards = 5

// MaxRules is how many rules a platform may have. AWS allows a load balancer 100
// unless asked for more, so this only keeps mistakes in bounds.
const MaxRules = 1000
