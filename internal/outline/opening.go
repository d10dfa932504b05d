package outline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// Opening is a connection that security groups allow. Between two security groups of
// the platform it takes two rules, one of each side.
type Opening struct {
	From Peer `json:"from"`
	To   Peer `json:"to"`

	// Protocol is tcp, udp, icmp, or -1 for all.
	Protocol  string `json:"protocol"`
	FirstPort int64  `json:"firstPort"`
	LastPort  int64  `json:"lastPort"`

	// Ingress and Egress are the keys of the rules of either side. One is empty if the
	// other side is not a security group of the platform, or has no rule: then both
	// sides are groups and the connection is not possible.
	Ingress string `json:"ingress,omitempty"`
	Egress  string `json:"egress,omitempty"`
}

// PeerKind tells what a Peer is.
type PeerKind string

// Kinds of peers.
const (
	PeerService      PeerKind = "Service"
	PeerLoadBalancer PeerKind = "LoadBalancer"
	PeerStore        PeerKind = "Store"
	PeerEndpoints    PeerKind = "Endpoints"
	PeerCIDR         PeerKind = "CIDR"
	PeerPrefixList   PeerKind = "PrefixList"
	PeerGroup        PeerKind = "SecurityGroup"
)

// Peer is one side of a connection.
type Peer struct {
	Kind PeerKind `json:"kind"`

	// Name is the name of the service, the kind of the store, the CIDR block, or the ID
	// of a prefix list or of a security group that is not the platform's. It is empty
	// for the load balancer and for VPC endpoints.
	Name string `json:"name,omitempty"`
}

// String returns the peer in words.
func (p Peer) String() string {
	switch p.Kind {
	case PeerLoadBalancer:
		return "load balancer"
	case PeerEndpoints:
		return "VPC endpoints"
	case PeerStore, PeerCIDR:
		return p.Name
	case PeerService:
		return "service " + p.Name
	case PeerPrefixList:
		return "prefix list " + p.Name
	default:
		return "security group " + p.Name
	}
}

// openings reads all rules, and joins those of both sides of a connection.
func (r *reader) openings() []Opening {
	var out []Opening
	for _, k := range r.withPrefix("SecurityGroupRule", "") {
		spec := r.spec(k)
		own := r.owner(spec, "securityGroupId")
		for _, peer := range r.peers(spec) {
			o := Opening{Protocol: spec.text("protocol"), FirstPort: spec.number("fromPort"), LastPort: spec.number("toPort")}
			if spec.text("type") == "egress" {
				o.From, o.To, o.Egress = own, peer, k
			} else {
				o.From, o.To, o.Ingress = peer, own, k
			}
			out = join(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b Opening) int {
		return cmp.Or(a.From.compare(b.From), a.To.compare(b.To), cmp.Compare(a.FirstPort, b.FirstPort), cmp.Compare(a.Protocol, b.Protocol))
	})
	return out
}

// join adds a rule to the openings, or to the one whose other side it is.
func join(all []Opening, o Opening) []Opening {
	for i, other := range all {
		same := other.From == o.From && other.To == o.To && other.Protocol == o.Protocol && other.FirstPort == o.FirstPort && other.LastPort == o.LastPort
		if !same {
			continue
		}
		all[i].Ingress, all[i].Egress = cmp.Or(other.Ingress, o.Ingress), cmp.Or(other.Egress, o.Egress)
		return all
	}
	return append(all, o)
}

func (p Peer) compare(q Peer) int {
	return cmp.Or(cmp.Compare(p.Kind, q.Kind), cmp.Compare(p.Name, q.Name))
}

// peers returns the other side of a rule: one for each CIDR block.
func (r *reader) peers(spec object) []Peer {
	var out []Peer
	for _, cidr := range append(spec.texts("cidrBlocks"), spec.texts("ipv6CidrBlocks")...) {
		out = append(out, Peer{Kind: PeerCIDR, Name: cidr})
	}
	for _, list := range spec.texts("prefixListIds") {
		out = append(out, Peer{Kind: PeerPrefixList, Name: list})
	}
	if spec.text("sourceSecurityGroupId") != "" || spec.text("sourceSecurityGroupIdRef", "name") != "" {
		out = append(out, r.owner(spec, "sourceSecurityGroupId"))
	}
	if spec.flag("self") {
		out = append(out, r.owner(spec, "securityGroupId"))
	}
	return out
}

// owner returns what a security group protects.
func (r *reader) owner(spec object, field string) Peer {
	k := r.target(spec, field)
	if service, ok := strings.CutPrefix(k, name.ServiceGroups); ok {
		return Peer{Kind: PeerService, Name: service}
	}
	switch name.Key(k) {
	case name.LoadBalancerGroup:
		return Peer{Kind: PeerLoadBalancer}
	case name.EndpointsGroup:
		return Peer{Kind: PeerEndpoints}
	case name.DatabaseGroup, name.CacheGroup, name.SearchGroup:
		return Peer{Kind: PeerStore, Name: strings.TrimSuffix(k, "-security-group")}
	default: // A group that is not the platform's.
	}
	return Peer{Kind: PeerGroup, Name: cmp.Or(spec.text(field), spec.text(field+"Ref", "name"))}
}
