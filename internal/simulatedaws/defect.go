package simulatedaws

import "cmp"

// The versions of the provider that the simulation knows how to be.
const (
	// Compiled is the version whose Go types the functions are compiled with. It
	// is what a Provider is where nothing else is said.
	Compiled = "2.5.0"

	// Recommended is the version that installations are told to use.
	Recommended = "2.7.0"
)

// The names of the known defects, by which each can be switched off.
const (
	LifecycleUnreadable  = "lifecycle-unreadable"
	EncryptionRewritten  = "encryption-rewritten"
	NamesFlip            = "names-flip"
	NamesInMemory        = "names-in-memory"
	ReferencesSorted     = "references-sorted"
	FieldsFilledIn       = "fields-filled-in"
	ActionsFilledIn      = "actions-filled-in"
	RuleReadTwoWays      = "rule-read-two-ways"
	ServiceStartsAnew    = "service-starts-anew"
	ComputedValuesAreSet = "computed-values-are-set"
)

// A Defect is something that versions of the provider do and Terraform does not, or
// that both do and that platforms have to be composed for.
type Defect struct {
	// Name identifies the defect.
	Name string

	// Kinds are the kinds that it is about. Without any it is about all.
	Kinds []string

	// From is the first version that has it, and Fixed the first that no longer
	// does. Empty are the oldest that is supported and none so far.
	From, Fixed string

	// Happens is what the provider does.
	Happens string

	// Answer is what this project does about it.
	Answer string

	// References are where it was reported, or can be read.
	References []string
}

const (
	upstream   = "https://github.com/crossplane-contrib/provider-upjet-aws/"
	terraform  = "https://github.com/hashicorp/terraform-provider-aws/"
	lateInitGo = "https://github.com/crossplane/upjet/blob/1e4f37b6b5f8/pkg/resource/lateinit.go"
)

// Defects are those that are known of supported versions of the provider, and that
// platforms would meet. docs/reference/provider-defects.md is generated from them.
var Defects = []Defect{
	{
		Name:  LifecycleUnreadable,
		Kinds: []string{"BucketLifecycleConfiguration.s3"},
		Fixed: "2.6.0",
		Happens: "It cannot be created: the provider reads it first, finds nothing, and takes that for an error, " +
			"`Missing Resource Identity After Read`.",
		Answer:     "Nothing waits for it, and `EdgeReady` says what is wrong.",
		References: []string{upstream + "issues/2191", upstream + "issues/2054", upstream + "issues/2128"},
	},
	{
		Name:  EncryptionRewritten,
		Kinds: []string{"BucketServerSideEncryptionConfiguration.s3"},
		Happens: "S3 reports `blockedEncryptionTypes` since April 2026. A rule that does not ask for them is written " +
			"more than once a second, for ever.",
		Answer:     "The field is always asked for.",
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
		Happens: "A list of references is sorted by what they resolve to, and written back. Whoever asks for another order " +
			"writes it again, for ever.",
		Answer:     "Lists hold IDs, and no references.",
		References: []string{"https://github.com/crossplane/crossplane-runtime/blob/v2.2.0/pkg/reference/reference.go"},
	},
	{
		Name: FieldsFilledIn,
		Happens: "With the right to late-initialize, every field that is unset gets what AWS reports, and is asked for from then on: " +
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
			"In `spec.forProvider` it is written at every look; where it is not asked for at all, twice a second.",
		Answer:     "It is in `spec.initProvider`, where a difference is ignored.",
		References: []string{"decisions/0067-a-single-target-group-is-named-twice.md"},
	},
	{
		Name:       ServiceStartsAnew,
		Kinds:      []string{"Service.ecs"},
		Happens:    "The provider looks for a new service for up to two minutes, and starts anew if its spec changes meanwhile. If that never rests, the service is never created.",
		Answer:     "A service is asked for once all that it needs is known, by IDs.",
		References: []string{"decisions/0039-lists-hold-ids.md"},
	},
	{
		Name:       ComputedValuesAreSet,
		Kinds:      []string{"Domain.opensearch"},
		Happens:    "A change of `ebsOptions` repeats the `iops` and `throughput` that AWS had chosen for the former size. AWS refuses those that are too low for the new one.",
		Answer:     "Values that depend on the size are asked for together with it.",
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
