package drawing

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

// A target is something that services connect to. Lines to one target join in a bus
// below each row of services. The buses of a target outside of the band of services lead
// to a lane at its left, down which they go on.
type target struct {
	peer outline.Peer

	// lane is the position of the lane. That of the topmost target is next to the zones,
	// so that the lanes do not cross.
	lane int

	// joints are where buses meet the lane, from top to bottom.
	joints []point
}

// class returns the class of lines to the target.
func (t *target) class() string {
	switch t.peer.Kind {
	case outline.PeerStore:
		return t.peer.Name
	case outline.PeerEndpoints:
		return "endpoints"
	default:
		return "services"
	}
}

// inside reports whether the target is a service itself.
func (t *target) inside() bool { return t.peer.Kind == outline.PeerService }

// targetsOf returns the endpoints and stores that services may connect to, from top to
// bottom.
func targetsOf(p *outline.Platform) []*target {
	peers := make([]outline.Peer, 1, 1+len(p.Stores))
	peers[0] = outline.Peer{Kind: outline.PeerEndpoints}
	for _, st := range p.Stores {
		peers = append(peers, outline.Peer{Kind: outline.PeerStore, Name: st.Kind})
	}
	var out []*target
	for _, peer := range peers {
		if slices.ContainsFunc(p.Openings, func(o outline.Opening) bool { return o.From.Kind == outline.PeerService && o.To == peer }) {
			out = append(out, &target{peer: peer})
		}
	}
	return out
}

// serviceTargets returns the services that others may connect to.
func serviceTargets(p *outline.Platform) []*target {
	var out []*target
	for _, o := range p.Openings {
		if o.From.Kind != outline.PeerService || o.To.Kind != outline.PeerService || o.From == o.To {
			continue
		}
		if !slices.ContainsFunc(out, func(t *target) bool { return t.peer == o.To }) {
			out = append(out, &target{peer: o.To})
		}
	}
	return out
}

// opening returns the connection from a service to a target.
func (l *layout) opening(service string, to outline.Peer) (outline.Opening, bool) {
	from := outline.Peer{Kind: outline.PeerService, Name: service}
	i := slices.IndexFunc(l.p.Openings, func(o outline.Opening) bool { return o.From == from && o.To == to && from != to })
	if i < 0 {
		return outline.Opening{}, false
	}
	return l.p.Openings[i], true
}

// admits lists who else than services may connect to a peer.
func (l *layout) admits(to outline.Peer) string {
	var out []string
	for _, o := range l.p.Openings {
		if o.To == to && o.From.Kind != outline.PeerService {
			out = append(out, o.From.String()+" "+portText(o))
		}
	}
	return strings.Join(out, ", ")
}

// egress describes the addresses outside that a service may connect to.
func (l *layout) egress(service string) string {
	var ports []string
	addresses := map[string][]string{}
	for _, o := range l.p.Openings {
		if o.From != (outline.Peer{Kind: outline.PeerService, Name: service}) || o.To.Kind != outline.PeerCIDR && o.To.Kind != outline.PeerPrefixList {
			continue
		}
		port := portText(o)
		if !slices.Contains(ports, port) {
			ports = append(ports, port)
		}
		addresses[port] = append(addresses[port], o.To.String())
	}
	out := make([]string, 0, len(ports))
	for _, port := range ports {
		out = append(out, strings.Join(addresses[port], ", ")+" "+port)
	}
	return strings.Join(out, "; ")
}

// enter leads the lane of a target into the left side of its box.
func (l *layout) enter(b int, peer outline.Peer) {
	i := slices.IndexFunc(l.targets, func(t *target) bool { return t.peer == peer })
	if i < 0 || len(l.targets[i].joints) == 0 {
		return
	}
	t, r := l.targets[i], l.s.boxes[b].rect
	y := r.y + 18
	l.s.lines = append(l.s.lines, line{
		class:  t.class(),
		points: []point{t.joints[0], {t.lane, y}, {r.x, y}},
		title:  "services may connect to " + peer.String(),
		arrow:  true,
	})
	for _, j := range t.joints[1:] {
		l.s.dots = append(l.s.dots, dot{j, t.class()})
	}
}
