package simulatedaws

import (
	"maps"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A kind describes the behaviour of a kind beyond the generic one: its names in
// AWS, its references, and the values that AWS alone knows.
type kind struct {
	// prefix begins the ids that AWS invents. A kind without one is identified
	// by a name, which the annotation gives or else metadata.name.
	prefix string

	// invent makes the identity of kinds which AWS identifies by something that
	// is not a prefix and a hash.
	invent func(*resource) string

	// derived says that the provider works the external name out from the parameters,
	// and so finds again what it created.
	derived bool

	// identify makes status.atProvider.id where it is not the external name.
	identify func(r *resource, atProvider map[string]any) string

	// arn is nil for kinds that have none.
	arn func(r *resource, atProvider map[string]any) string

	// refs holds what a reference points to, by the field that it fills in: its
	// path below spec.forProvider, without the positions in lists.
	refs map[string]target

	// awaits says whether all is there that AWS waits for before it finishes
	// creating the resource. It is nil where AWS waits for nothing.
	awaits func(*world, *resource) bool

	// refuses returns AWS's refusal of a resource that is created too early, or
	// "". It is nil if AWS accepts a resource at any time.
	refuses refusal

	// more reports what only AWS knows.
	more func(report)

	// late are the parameters that the provider fills in with the values that
	// AWS reports, if late initialization is allowed and they are unset.
	late []string

	// settled says whether the report is complete. It is nil for kinds of which
	// AWS knows everything at once, whatever is made afterwards.
	settled func(report) bool
}

// kinds is the closed set of what is simulated, by service and kind.
var kinds = union(
	acmKinds, ec2Kinds, elbv2Kinds, iamKinds, kmsKinds, logsKinds, route53Kinds, s3Kinds, wafv2Kinds,
	elasticacheKinds, opensearchKinds, rdsKinds, secretsmanagerKinds,
	appautoscalingKinds, ecsKinds, servicediscoveryKinds,
)

func union(tables ...map[string]kind) map[string]kind {
	all := map[string]kind{}
	for _, t := range tables {
		maps.Copy(all, t)
	}
	return all
}

// kindKey returns the key of an object's kind in the table: ec2/VPC for both
// ec2.aws.upbound.io and ec2.aws.m.upbound.io.
func kindKey(o *unstructured.Unstructured) string {
	gvk := o.GroupVersionKind()
	service, _, _ := strings.Cut(gvk.Group, ".")
	return service + "/" + gvk.Kind
}

// externalName returns the identity of a resource in AWS. What was observed, or
// what the annotation asks for, stays.
func (k kind) externalName(r *resource) string {
	switch {
	case r.externalName() != "":
		return r.externalName()
	case k.invent != nil:
		return k.invent(r)
	case k.prefix != "":
		return k.prefix + digest(r, 17)
	default:
		return r.GetName()
	}
}

// named reports whether the kind is identified by a name, and not by what AWS
// returns.
func (k kind) named() bool { return k.invent == nil && k.prefix == "" }

func (k kind) id(r *resource, atProvider map[string]any) string {
	if k.identify != nil {
		return k.identify(r, atProvider)
	}
	return r.externalName()
}

// A report is the status of one resource while it is being written.
type report struct {
	*resource
	world      *world
	atProvider map[string]any
}

// invent reports a value that AWS would choose. What the spec asks for and
// what was observed before comes first.
func (p report) invent(field string, value any) {
	if _, asked := p.atProvider[field]; asked {
		return
	}
	if before, ok := p.before[field]; ok {
		value = before
	}
	p.atProvider[field] = value
}

// text returns a value of the report.
func (p report) text(field string) string {
	v, _ := p.atProvider[field].(string)
	return v
}

// count returns a number of the report.
func (p report) count(field string) int64 { return count(p.atProvider[field]) }

// count reads a whole number, which is of one type or another depending on who
// decoded it. What is no number counts nothing.
func count(v any) int64 {
	switch v := v.(type) {
	case int64:
		return v
	case float64:
		return int64(v)
	default:
		return 0
	}
}
