package data

import (
	"cmp"
	"errors"
	"maps"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/policy"
)

// A Search is an OpenSearch domain and all that belongs to it.
type Search struct {
	Access

	Domain       string
	Version      string
	InstanceType string
	Instances    int64
	Masters      *Masters
	Volume       Volume
	Zones        []v1alpha1.Zone
	Placement    plan.Placement
	Logs         []Log
	Protected    bool

	// AutoTune is nil where AWS chooses.
	AutoTune *AutoTune

	// Role administers the domain, and is the only one that its policy lets in.
	Role SearchRole

	// LogPolicy lets OpenSearch write its logs, by LogWriting. It is empty where the
	// account has a policy that does.
	LogPolicy  string
	LogWriting policy.Statement

	// AccessPolicy is the access policy of the domain.
	AccessPolicy policy.Statement

	// ServiceLinkedRole has the account's role for domains in a VPC made.
	ServiceLinkedRole bool

	// BlockedOn says what must be known before the domain can be created.
	BlockedOn plan.Blockers
}

// Masters are the dedicated master nodes of a domain.
type Masters struct {
	Instances    int64
	InstanceType string
}

// planSearch plans the search engine of the claim.
func (d *Plan) planSearch(seen live.State) error {
	spec := d.Spec.Search
	if spec == nil {
		return nil
	}
	size := searchSizes[spec.Size]
	gib := size.volume
	if spec.VolumeGiB != nil {
		gib = *spec.VolumeGiB
	}
	zones, certain := d.searchZones(seen)
	s := &Search{
		Access:            d.planAccess(v1alpha1.StoreSearch, "Search", seen),
		Domain:            cmp.Or(seen.Search().RequestedName(), d.Names.SearchDomain()),
		InstanceType:      cmp.Or(spec.InstanceType, size.instance),
		Instances:         spec.Instances,
		Volume:            planVolume(gib, seen),
		Zones:             zones,
		Protected:         plan.Protected(d.Spec, v1alpha1.StoreSearch, seen),
		ServiceLinkedRole: spec.CreateServiceLinkedRole,
	}
	if m := spec.Masters; m != nil {
		s.Masters = &Masters{Instances: m.Instances, InstanceType: m.InstanceType}
	}
	err := errors.Join(foreignPrincipals(d.Account, spec.AccessPrincipalARNs), volumeFits(s, spec))
	if certain {
		err = errors.Join(spreadable(spec.Instances, s.Zones), err)
	}
	if err != nil {
		return err
	}
	d.holdSearch(s, seen)
	s.AutoTune = planAutoTune(s.InstanceType, seen)
	s.Placement = d.PlacementIn(v1alpha1.TierDatabase, s.Zones, seen)
	version, note, err := searchUpgrade(spec, seen).version()
	if err != nil {
		return err
	}
	d.note(note)
	s.Version = version
	s.Logs = d.searchLogs(s.Domain)
	if spec.Logs.ResourcePolicy == v1alpha1.ResourcePolicyCompose {
		s.LogPolicy = plan.CurrentNameOr(seen, name.SearchLogPolicy, d.Names.StorePart(name.SearchLogPolicy))
	}
	s.Role = d.planSearchRole(seen)
	d.planSearchPolicies(s)
	s.BlockedOn = plan.FirstBlockers(d.Account.Blockers(), s.blockers(seen))
	d.Search = s
	return nil
}

func searchUpgrade(spec *v1alpha1.SearchSpec, seen live.State) upgrade {
	return upgrade{
		Field:       "spec.search.version",
		Asked:       spec.Version,
		Named:       true,
		Running:     seen.Search().EngineVersionOrRequested(),
		MajorDigits: 1,
		Major:       true,
	}
}

// searchLogTypes are the logs of a domain, by the end of the name of their group.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
var searchLogTypes = map[string]string{
	"audit":       "AUDIT_LOGS",
	"error":       "ES_APPLICATION_LOGS",
	"index-slow":  "INDEX_SLOW_LOGS",
	"search-slow": "SEARCH_SLOW_LOGS",
}

func (d *Plan) searchLogs(domain string) []Log {
	out := make([]Log, 0, len(searchLogTypes))
	for _, log := range slices.Sorted(maps.Keys(searchLogTypes)) {
		out = append(out, Log{
			Key:  name.StoreLogGroup(v1alpha1.StoreSearch, log),
			Type: searchLogTypes[log],
			Group: plan.LogGroup{
				Name:          "/aws/opensearch/" + domain + "/" + log,
				RetentionDays: d.Spec.Search.Logs.RetentionDays,
				Key:           d.EncryptionKey(),
			},
		})
	}
	return out
}

// blockers says what a domain waits for: before it exists for all that it needs,
// and ever after for nothing but the values that it could not do without.
func (s *Search) blockers(seen live.State) plan.Blockers {
	var role plan.Blockers
	if s.Role.ARN == "" {
		role = plan.Blockers{{On: name.SearchRole, Field: plan.FieldARN, Why: "the ARN of its access role"}}
	}
	if values := slices.Concat(s.Placement.BlockedOn, s.GroupBlockedOn, role); len(values) > 0 || seen.Has(name.Search) {
		return values
	}
	var policy plan.Blockers
	if s.LogPolicy != "" && !seen.Ready(name.SearchLogPolicy) {
		policy = plan.Blockers{{On: name.SearchLogPolicy, Why: "the right to write them"}}
	}
	if s.ServiceLinkedRole && !seen.Ready(name.SearchServiceLinkedRole) {
		role = plan.Blockers{{On: name.SearchServiceLinkedRole, Why: "the service-linked role"}}
	}
	return slices.Concat(waitingForLogs(s.Logs, seen), policy, role)
}

// parts are the keys of all that the domain is made of, itself included.
func (s *Search) parts() []name.Key {
	if s == nil {
		return nil
	}
	out := []name.Key{name.Search, s.Key, name.SearchRole, name.SearchPolicy}
	if s.LogPolicy != "" {
		out = append(out, name.SearchLogPolicy)
	}
	return append(out, keysOfLogs(s.Logs)...)
}

// Spread reports over how many zones the domain's nodes are spread; a single one
// is none at all.
func (s *Search) Spread() (zones int64, aware bool) {
	return int64(len(s.Zones)), len(s.Zones) > 1
}
