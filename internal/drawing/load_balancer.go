package drawing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

// clients places those who may connect to the load balancer above the VPC.
func (l *layout) clients() {
	l.y += 34
	lb := outline.Peer{Kind: outline.PeerLoadBalancer}
	var names, ports []string
	for _, o := range l.p.Openings {
		if o.To != lb || l.p.LoadBalancer == nil {
			continue
		}
		if !slices.Contains(names, o.From.String()) {
			names = append(names, o.From.String())
		}
		if p := portText(o); !slices.Contains(ports, p) {
			ports = append(ports, p)
		}
	}
	if len(names) == 0 {
		l.y += pad
		return
	}
	who := "clients"
	if !l.p.LoadBalancer.Internal && slices.Contains(names, "0.0.0.0/0") {
		who = "internet"
	}
	addresses := strings.Join(names, ", ")
	w := min(strong.width(who)+8+secondary.width(addresses)+4*pad, l.s.width-2*margin)
	x := max(margin, min(l.spine-w/2, l.s.width-margin-w))
	b := l.s.add(box{rect: rect{x, l.y, w, 30}, parent: none, class: "clients", title: "allowed to connect to the load balancer: " + addresses})
	l.s.write(b, x+2*pad, l.y+20, strong, who, w)
	l.s.write(b, x+2*pad+strong.width(who)+8, l.y+20, secondary, addresses, w-4*pad-8-strong.width(who))
	l.below = l.y + 30
	l.s.write(none, l.spine+8, l.below+18, secondary, strings.Join(ports, " "), l.right-l.spine)
	l.y += 30 + stub + 20
}

// portText returns the ports of a connection, such as :443, and its protocol unless it
// is TCP.
func portText(o outline.Opening) string {
	text := fmt.Sprintf(":%d", o.FirstPort)
	if o.LastPort != o.FirstPort {
		text += fmt.Sprintf("-%d", o.LastPort)
	}
	if o.Protocol != "tcp" {
		text += "/" + o.Protocol
	}
	return text
}

// loadBalancer places the load balancer with its listeners and rules.
func (l *layout) loadBalancer() {
	lb := l.p.LoadBalancer
	b, r := l.band("lb", lb.Item, "load-balancer "+lb.Name)
	if l.below > 0 {
		l.s.lines = append(l.s.lines, line{class: "lb", points: []point{{l.spine, l.below}, {l.spine, r.y}}, arrow: true, title: "clients may connect to the load balancer"})
	}
	scheme := "internet-facing"
	if lb.Internal {
		scheme = "internal"
	}
	l.s.write(b, r.x+14, r.y+22, strong, "load balancer", 200)
	x := r.x + 14 + strong.width("load balancer") + 12
	text := joined(" · ", scheme, zonesText(lb.Zones, l.p.Network.Zones), strings.Join(lb.Domains, ", "), webACL(lb))
	l.s.write(b, x, r.y+22, secondary, text, r.right()-x-14-l.s.reserve())
	y := r.y + 32
	for _, li := range lb.Listeners {
		y = l.listener(b, r, y, li)
	}
	l.closeBand(b, y+6)
	l.below = l.y
}

func webACL(lb *outline.LoadBalancer) string {
	if lb.WebACL == "" {
		return ""
	}
	parts := strings.Split(lb.WebACL, "/")
	return "web ACL " + parts[max(0, len(parts)-2)]
}

// zonesText names zones that are not all zones of the platform.
func zonesText(zones, all []string) string {
	if len(zones) == 0 || slices.Equal(zones, all) {
		return ""
	}
	return counted(len(zones), "zone") + " " + strings.Join(zones, ", ")
}

// counted returns a noun for one or more.
func counted(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// listener places a listener and its rules in the order in which they apply.
func (l *layout) listener(parent int, r rect, y int, li outline.Listener) int {
	s := l.s
	box := rect{r.x + 14, y, r.w - 28, 0}
	b := s.item(parent, box, "listener", li.Item, li.Key)
	name := fmt.Sprintf("%s :%d", li.Protocol, li.Port)
	s.write(b, box.x+pad, y+18, strong, name, box.w)
	x := box.x + pad + strong.width(name) + 12
	text := li.Default.String()
	if len(li.Rules) > 0 {
		text = "everything else: " + text
	}
	s.write(b, x, y+18, secondary, text, box.right()-x-pad-s.reserve())
	y += 26
	if len(li.Rules) > 0 {
		y = l.rules(b, box, y, li.Rules)
	}
	s.boxes[b].h = y - box.y
	return y + 6
}

// rules places rules in as many columns as their texts leave room for.
func (l *layout) rules(parent int, r rect, y int, rules []outline.Rule) int {
	width := 0
	for _, rule := range rules {
		width = max(width, normal.width(ruleText(rule))+2*pad+l.s.reserve())
	}
	columns := min(max(1, (r.w-pad)/(width+8)), 4, len(rules))
	rows := (len(rules) + columns - 1) / columns
	w := (r.w - pad - columns*8 + 8 - pad) / columns
	for i, rule := range rules {
		at := rect{r.x + pad + i/rows*(w+8), y + i%rows*24, w, 22}
		b := l.s.item(parent, at, "rule", rule.Item, fmt.Sprintf("%s, priority %d", rule.Key, rule.Priority))
		l.s.write(b, at.x+pad, at.y+15, normal, ruleText(rule), w-2*pad-l.s.reserve())
	}
	return y + rows*24 + 4
}

func ruleText(r outline.Rule) string {
	return strings.Join(append(slices.Clone(r.Hosts), r.Paths...), " ") + " → " + r.Action.String()
}

// joined joins texts that are not empty.
func joined(separator string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(t string) bool { return t == "" }), separator)
}
