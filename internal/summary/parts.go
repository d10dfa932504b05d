package summary

import (
	"fmt"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

func (t tree) services(root *node, p *outline.Platform) {
	if len(p.Services) == 0 {
		return
	}
	part := root.add("%s  %s on Fargate", t.Bold("services"), counted(len(p.Services), "service"))
	for _, s := range p.Services {
		note := t.state(s.Item)
		if s.Withheld {
			note = "  " + t.Yellow("not created yet")
		}
		below := part.add("%s%s", t.Bold(s.Name), note)
		below.add("%s", s.Image)
		below.add("%s", joined(tasks(s), fmt.Sprintf("%g vCPU", float64(s.CPU)/1024), fmt.Sprintf("%d MiB", s.Memory), port(s.Port), zones(s.Zones)))
		if to := reaches(p, s.Name); to != "" {
			below.add("reaches %s", to)
		}
	}
}

func tasks(s outline.Service) string {
	if s.Min == s.Max {
		return counted(int(s.Min), "task")
	}
	return fmt.Sprintf("%d to %d tasks", s.Min, s.Max)
}

// reaches lists what the security group of a service lets it connect to inside the VPC.
func reaches(p *outline.Platform, service string) string {
	var out []string
	for _, o := range p.Openings {
		inside := o.To.Kind == outline.PeerStore || o.To.Kind == outline.PeerService
		if o.From.Kind == outline.PeerService && o.From.Name == service && inside {
			out = append(out, fmt.Sprintf("%s:%d", o.To, o.LastPort))
		}
	}
	return strings.Join(out, ", ")
}

func (t tree) stores(root *node, p *outline.Platform) {
	if len(p.Stores) == 0 {
		return
	}
	part := root.add("%s", t.Bold("stores"))
	for _, s := range p.Stores {
		note := t.state(s.Item)
		if s.Withheld {
			note = "  " + t.Yellow("not created yet")
		}
		below := part.add("%s%s", t.Bold(s.Kind), note)
		if s.Withheld {
			continue
		}
		below.add("%s", joined(s.Engine+" "+s.Version, s.Class, nodes(s), storage(s), port(s.Port), zones(s.Zones)))
		if s.Endpoint != "" {
			below.add("%s", s.Endpoint)
		}
		if s.Protected {
			below.add("kept when the platform is deleted")
		}
	}
}

func nodes(s outline.Store) string {
	parts := []string{counted(int(s.Nodes), "instance")}
	switch {
	case s.Shards > 0:
		parts = append(parts, counted(int(s.Shards), "shard"))
	case s.Kind == "database" && s.Standby:
		parts = append(parts, "a standby")
	}
	if n := len(s.Replicas); n > 0 {
		parts = append(parts, counted(n, "read replica"))
	}
	if s.Masters > 0 {
		parts = append(parts, counted(int(s.Masters), "dedicated master node"))
	}
	return strings.Join(parts, " with ")
}

func storage(s outline.Store) string {
	switch {
	case s.StorageGiB == 0:
		return ""
	case s.MaxStorageGiB > s.StorageGiB:
		return fmt.Sprintf("%d to %d GiB", s.StorageGiB, s.MaxStorageGiB)
	case s.Kind == "search":
		return fmt.Sprintf("%d GiB each", s.StorageGiB)
	}
	return fmt.Sprintf("%d GiB", s.StorageGiB)
}

// conditions adds those that are not true, with what waits; of a platform that is
// ready one line is enough.
func (t tree) conditions(root *node, p *outline.Platform) {
	var open []outline.Condition
	all := ""
	for _, c := range p.Conditions {
		switch {
		case c.Type == "PlatformReady":
			all = c.Reason + ": " + c.Message
		case c.Status != "True":
			open = append(open, c)
		}
	}
	if len(open) == 0 {
		root.add("%s  %s", t.Bold("conditions"), t.Green(all))
		return
	}
	part := root.add("%s  %s", t.Bold("conditions"), t.Yellow(all))
	for _, c := range open {
		below := part.add("%s %s", c.Type, t.Yellow(c.Reason))
		for _, sentence := range strings.Split(strings.ReplaceAll(c.Message, ". ", "; "), "; ") {
			if sentence != "" {
				below.add("%s", sentence)
			}
		}
	}
}

func port(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("port %d", n)
}

func zones(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return "zones " + strings.Join(list, " ")
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// joined joins parts that are not empty.
func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}
