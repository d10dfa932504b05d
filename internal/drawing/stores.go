package drawing

import (
	"fmt"
	"slices"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

// store places a store in a band across the zones, with its instances in zones.
func (l *layout) store(st outline.Store) {
	s := l.s
	b, r := l.band("store "+st.Kind, st.Item, st.Key+" "+st.Endpoint)
	s.write(b, r.x+14, r.y+22, strong, st.Kind, 120)
	x := r.x + 14 + strong.width(st.Kind) + 12
	s.write(b, x, r.y+22, secondary, l.storeText(st), r.right()-x-14-s.reserve())
	y := r.y + 32
	peer := outline.Peer{Kind: outline.PeerStore, Name: st.Kind}
	if from := l.admits(peer); from != "" {
		s.write(b, r.x+14, y+8, secondary, "open to "+from, r.w-28)
		y += lineHeight
	}
	y = l.nodes(b, y, nodesOf(st, l.p.Network.Zones))
	l.closeBand(b, y+6)
	l.enter(b, peer)
}

func (l *layout) storeText(st outline.Store) string {
	if st.Withheld {
		return "not created yet"
	}
	engine := st.Engine
	if name, ok := engineNames[engine]; ok {
		engine = name
	}
	storage, port, shards, kept := "", "", "", ""
	switch {
	case st.MaxStorageGiB > st.StorageGiB:
		storage = fmt.Sprintf("%d to %d GiB", st.StorageGiB, st.MaxStorageGiB)
	case st.StorageGiB > 0 && st.Kind == "search":
		storage = fmt.Sprintf("%d GiB a node", st.StorageGiB)
	case st.StorageGiB > 0:
		storage = fmt.Sprintf("%d GiB", st.StorageGiB)
	}
	if st.Port > 0 {
		port = fmt.Sprintf("port %d", st.Port)
	}
	if st.Shards > 0 {
		shards = fmt.Sprintf("%d %s", st.Shards, counted(int(st.Shards), "shard"))
	}
	if st.Protected {
		kept = "kept on deletion"
	}
	return joined(" · ", joined(" ", engine, st.Version), st.Class, storage, shards, port, kept)
}

// engineNames are the names of engines as AWS writes them.
var engineNames = map[string]string{"postgres": "PostgreSQL", "mysql": "MySQL", "mariadb": "MariaDB", "redis": "Redis OSS", "valkey": "Valkey", "opensearch": "OpenSearch"}

// A node is an instance of a store, or several in a zone.
type node struct {
	zone int
	item outline.Item
	text string
}

// nodesOf returns the instances of a store. AWS places them in different zones of the
// subnet group, and which is in which changes with a failover: they are drawn in the
// order of the zones.
func nodesOf(st outline.Store, all []string) []node {
	zones := indexes(st.Zones, all)
	if st.Withheld || len(zones) == 0 {
		return nil
	}
	switch {
	case st.Kind == "database":
		return databaseNodes(st, zones)
	case st.Kind == "cache" && st.Shards == 0:
		var out []node
		for i := range int(st.Nodes) {
			text := "replica"
			if i == 0 {
				text = "primary"
			}
			out = append(out, node{zone: zones[i%len(zones)], item: st.Item, text: text})
		}
		return out
	}
	return evenly(st, zones)
}

// indexes returns the positions of zones, or of all if none is known.
func indexes(zones, all []string) []int {
	var out []int
	for i, z := range all {
		if len(zones) == 0 || slices.Contains(zones, z) {
			out = append(out, i)
		}
	}
	return out
}

func databaseNodes(st outline.Store, zones []int) []node {
	out := []node{{zone: zones[0], item: st.Item, text: "primary"}}
	if st.Standby {
		out = append(out, node{zone: zones[1%len(zones)], item: st.Item, text: "standby"})
	}
	for i, r := range st.Replicas {
		out = append(out, node{zone: zones[len(out)%len(zones)], item: r, text: fmt.Sprintf("read replica %d", i+1)})
	}
	return out
}

// evenly spreads the nodes of a cluster over its zones.
func evenly(st outline.Store, zones []int) []node {
	var out []node
	for i, zone := range zones {
		n, masters := share(st.Nodes, i, len(zones)), share(st.Masters, i, len(zones))
		text := ""
		if n > 0 {
			text = fmt.Sprintf("%d %s", n, counted(n, "node"))
		}
		if masters > 0 {
			text = joined(", ", text, fmt.Sprintf("%d dedicated %s", masters, counted(masters, "master")))
		}
		if text != "" {
			out = append(out, node{zone: zone, item: st.Item, text: text})
		}
	}
	return out
}

// share returns the part of n that the i-th of several gets.
func share(n int64, i, of int) int {
	part := int(n) / of
	if i < int(n)%of {
		part++
	}
	return part
}

// nodes places instances below each other in their zones, and returns where they end.
func (l *layout) nodes(parent, y int, nodes []node) int {
	used := map[int]int{}
	bottom := y
	for _, n := range nodes {
		z := l.zones[n.zone]
		at := rect{z.x + 2*pad + 14, y + used[n.zone]*32, z.w - 4*pad - 28, 26}
		b := l.s.item(parent, at, "node", n.item, n.item.Key+", "+n.text)
		l.s.write(b, at.x+pad+22, at.y+17, normal, n.text, at.w-2*pad-22-l.s.reserve())
		used[n.zone]++
		bottom = max(bottom, at.bottom()+6)
	}
	return bottom
}
