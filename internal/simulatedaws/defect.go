package simulatedaws

import "cmp"

// The versions of the provider that are simulated.
const (
	// Compiled is the version whose Go types the functions are compiled with.
	// It is the default version of a Provider.
	Compiled = "2.5.0"

	// Recommended is the version that installations are told to use.
	Recommended = "2.7.0"
)

// The names of the known defects, by which each can be disabled.
const (
	LifecycleUnreadable  = "lifecycle-unreadable"
	EncryptionRewritten  = "encryption-rewritten"
	NamesFlip            = "names-flip"
	NamesInMemory        = "names-in-memory"
	ReferencesSorted     = "references-sorted"
	FieldsFilledIn       = "fields-filled-in"
	ActionsFilledIn      = "actions-filled-in"
	RuleReadTwoWays      = "rule-read-two-ways"
	ServiceStartsOver    = "service-starts-over"
	ComputedValuesAreSet = "computed-values-are-set"
)

// A Defect is a behaviour of versions of the provider which Terraform does not
// have, or which both have and for which platforms need a workaround.
type Defect struct {
	// Name identifies the defect.
	Name string

	// Kinds are the affected kinds. If it is empty, all are.
	Kinds []string

	// From is the first version that has it, by default the oldest supported
	// one, and Fixed the first that no longer does, by default none.
	From, Fixed string

	// Happens describes the provider's behaviour.
	Happens string

	// Answer describes this project's workaround.
	Answer string

	// References are reports of it, or its source.
	References []string
}

const (
	upstream   = "https://github.com/crossplane-contrib/provider-upjet-aws/"
	terraform  = "https://github.com/hashicorp/terraform-provider-aws/"
	lateInitGo = "https://github.com/crossplane/upjet/blob/1e4f37b6b5f8/pkg/resource/lateinit.go"
)

// Defects are the known defects of supported versions of the provider that
// would affect platforms. docs/reference/provider-defects.md is generated from
// them.
var Defects = []Defect{
	{
		Name:  LifecycleUnreadable,
		Kinds: []string{"BucketLifecycleConfiguration.s3"},
		Fixed: "2.6.0",
		Happens: "It cannot be created: the provider reads it first, finds nothing, and reports that as an error, " +
			"`Missing Resource Identity After Read`.",
		Answer:     "Nothing waits for it, and `EdgeReady` contains the error.",
		References: []string{upstream + "issues/2191", upstream + "issues/2054", upstream + "issues/2128"},
	},
	{
		Name:  EncryptionRewritten,
		Kinds: []string{"BucketServerSideEncryptionConfiguration.s3"},
		Happens: "S3 reports `blockedEncryptionTypes` since April 2026. A rule without them is written " +
			"more than once a second, indefinitely.",
		Answer:     "The field is always set.",
		References: []string{upstream + "issues/2055", upstream + "issues/2063"},
	},
	{
		Name:  NamesFlip,
		Kinds: []string{"VPCEndpointRouteTableAssociation.ec2", "VPCEndpointSubnetAssociation.ec2"},
		Fixed: "2.7.0",
		Happens: "With the right to late-initialize, the provider writes an external name of one form in one reconcile, " +
			"and of another form in the next.",
		Answer:     "Nothing is late-initialized, so that the provider writes neither.",
		References: []string{upstream + "pull/2117"},
	},
	{
		Name: NamesInMemory,
		Happens: "Without the right to late-initialize, the provider does not store an external name that AWS returned. " +
			"After a restart it creates the resource a second time.",
		Answer:     "The functions write the external name as soon as the ID is observed.",
		References: []string{upstream + "issues/1715"},
	},
	{
		Name: ReferencesSorted,
		Happens: "A list of references is sorted by the resolved values, and written back. A writer that requests another order " +
			"writes it again, indefinitely.",
		Answer:     "Lists contain IDs, and no references.",
		References: []string{"https://github.com/crossplane/crossplane-runtime/blob/v2.2.0/pkg/reference/reference.go"},
	},
	{
		Name: FieldsFilledIn,
		Happens: "With the right to late-initialize, every unset field gets the value that AWS reports, and is requested from then on: " +
			"`subnetMapping` of an LB, which then contradicts `subnets` as soon as a zone is added; `vpcId` of a NATGateway, which then cannot be created again; " +
			"`autoTuneOptions` of a Domain.",
		Answer:     "Nothing is late-initialized.",
		References: []string{lateInitGo},
	},
	{
		Name:  ActionsFilledIn,
		Kinds: []string{"LBListenerRule.elbv2"},
		From:  "2.7.0",
		Happens: "With the right to late-initialize, `order` and `forward.stickiness` are filled into each action. The list belongs to the composite as a whole, " +
			"which removes them again: one to two generations a second.",
		Answer:     "Nothing is late-initialized.",
		References: []string{upstream + "issues/2240", upstream + "pull/2243"},
	},
	{
		Name:  RuleReadTwoWays,
		Kinds: []string{"LBListenerRule.elbv2"},
		Happens: "`targetGroupArn` of an action with one target group is read right after a write, and at no other time. " +
			"In `spec.forProvider` it is written at every observation; if it is not set at all, twice a second.",
		Answer:     "It is in `spec.initProvider`, where a difference is ignored.",
		References: []string{"decisions/0067-a-single-target-group-is-named-twice.md"},
	},
	{
		Name:       ServiceStartsOver,
		Kinds:      []string{"Service.ecs"},
		Happens:    "The provider reads a new service for up to two minutes, and starts over if its spec changes meanwhile. If its spec never settles, the service is never created.",
		Answer:     "A service is composed once all its dependencies are known, by IDs.",
		References: []string{"decisions/0039-lists-hold-ids.md"},
	},
	{
		Name:       ComputedValuesAreSet,
		Kinds:      []string{"Domain.opensearch"},
		Happens:    "A change of `ebsOptions` repeats the `iops` and `throughput` that AWS had chosen for the former size. AWS refuses those that are too low for the new one.",
		Answer:     "Values that depend on the size are set together with it.",
		References: []string{terraform + "issues/39136"},
	},
}

// has reports whether a version of the provider has the defect.
func (d Defect) has(version string) bool {
	return !older(version, d.From) && (d.Fixed == "" || older(version, d.Fixed))
}

// suffers reports whether the provider has a defect.
func (p *Provider) suffers(name string) bool {
	if p.Sound || p.Mended[name] {
		return false
	}
	for _, d := range Defects {
		if d.Name == name {
			return d.has(cmp.Or(p.Version, Compiled))
		}
	}
	return false
}
