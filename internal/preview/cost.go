package preview

import (
	"cmp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

// Cost is a number of units that AWS charges for and that changes. Prices depend on
// region and contract, so there is none.
type Cost struct {
	// Item names the charge, and Unit its unit.
	Item string `json:"item"`
	Unit string `json:"unit"`

	Before float64 `json:"before"`
	After  float64 `json:"after"`

	// Reference is the page of AWS with prices.
	Reference string `json:"reference"`
}

// Pages with prices.
const (
	vpcPricing     = "https://aws.amazon.com/vpc/pricing/"
	linkPricing    = "https://aws.amazon.com/privatelink/pricing/"
	elbPricing     = "https://aws.amazon.com/elasticloadbalancing/pricing/"
	fargatePricing = "https://aws.amazon.com/fargate/pricing/"
	rdsPricing     = "https://aws.amazon.com/rds/pricing/"
	cachePricing   = "https://aws.amazon.com/elasticache/pricing/"
	searchPricing  = "https://aws.amazon.com/opensearch-service/pricing/"
	kmsPricing     = "https://aws.amazon.com/kms/pricing/"
	secretPricing  = "https://aws.amazon.com/secrets-manager/pricing/" //nolint:gosec // A page, no credentials.
)

const (
	hours  = "per hour"
	months = "per month"
)

// A bill counts units by item.
type bill map[Cost]float64

func (b bill) add(item, unit, reference string, n float64) {
	b[Cost{Item: item, Unit: unit, Reference: reference}] += n
}

// costs returns the items whose number of units changes, by name.
func costs(old, now *outline.Platform, before, after []*unstructured.Unstructured) []Cost {
	was, is := billOf(old, before), billOf(now, after)
	out := []Cost{}
	for item, n := range is {
		if was[item] != n {
			item.Before, item.After = was[item], n
			out = append(out, item)
		}
	}
	for item, n := range was {
		if _, still := is[item]; !still && n != 0 {
			item.Before = n
			out = append(out, item)
		}
	}
	slices.SortFunc(out, func(a, b Cost) int { return cmp.Or(cmp.Compare(a.Reference, b.Reference), cmp.Compare(a.Item, b.Item)) })
	return out
}

// billOf counts the units of a platform.
func billOf(p *outline.Platform, resources []*unstructured.Unstructured) bill {
	b := bill{}
	b.network(p)
	for _, s := range p.Services {
		b.service(s)
	}
	for _, s := range p.Stores {
		b.store(s)
	}
	for _, o := range resources {
		group, _, _ := strings.Cut(o.GetAPIVersion(), ".")
		switch group + "/" + o.GetKind() {
		case "ec2/EIP":
			b.add("public IPv4 addresses", hours, vpcPricing, 1)
		case "ec2/VPCEndpointSubnetAssociation":
			b.add("interface endpoints, each zone", hours, linkPricing, 1)
		case "kms/Key":
			b.add("KMS keys", months, kmsPricing, 1)
		case "secretsmanager/Secret":
			b.add("secrets", months, secretPricing, 1)
		}
	}
	return b
}

func (b bill) network(p *outline.Platform) {
	b.add("NAT gateways", hours, vpcPricing, float64(len(p.Network.NATGateways)))
	if lb := p.LoadBalancer; lb != nil {
		b.add("load balancers", hours, elbPricing, 1)
		if !lb.Internal {
			b.add("public IPv4 addresses", hours, vpcPricing, float64(len(lb.Zones)))
		}
	}
}

// service counts what the tasks of a service take at least and at most.
func (b bill) service(s outline.Service) {
	if s.Withheld {
		return
	}
	kind := "Fargate"
	if s.Spot {
		kind = "Fargate with Spot"
	}
	const unitsOfCPU, mebibytes = 1024, 1024
	for bound, n := range map[string]int64{"at least": s.Min, "at most": s.Max} {
		b.add(kind+" vCPU, "+bound, hours, fargatePricing, float64(n*s.CPU)/unitsOfCPU)
		b.add(kind+" GB of memory, "+bound, hours, fargatePricing, float64(n*s.Memory)/mebibytes)
	}
}

func (b bill) store(s outline.Store) {
	if s.Withheld {
		return
	}
	switch s.Kind {
	case "database":
		b.add(s.Class+" of the database", hours, rdsPricing, float64(s.Nodes))
		b.add("GiB of database storage", months, rdsPricing, float64(s.StorageGiB*s.Nodes))
	case "cache":
		b.add(s.Class, hours, cachePricing, float64(s.Nodes))
	case "search":
		b.add(s.Class, hours, searchPricing, float64(s.Nodes))
		b.add("dedicated master nodes", hours, searchPricing, float64(s.Masters))
		b.add("GiB of search storage", months, searchPricing, float64(s.StorageGiB*s.Nodes))
	}
}
