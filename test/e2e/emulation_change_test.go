package e2e

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A providerChange is an edit of a claim that the provider carries out.
type providerChange struct {
	name string
	edit func(*platform)

	// meanwhile runs before the platforms are ready again.
	meanwhile func(*emulation, []*platform)

	// shown returns a message about a difference from the expected state
	// afterwards.
	shown func(*platform) string
}

var changes = []providerChange{
	{name: "Image", edit: editImage, shown: showsImage},
	{name: "Port", edit: editPort, shown: showsPort},
	{name: "ZoneWithRestart", edit: editZones, meanwhile: restartProvider, shown: showsZone},
	{name: "ServiceRemoved", edit: editServices, shown: showsNoService},
	{name: "SingleNAT", edit: editNAT, shown: showsOneGateway},
	{name: "CacheRemoved", edit: editCache, meanwhile: confirmCache, shown: showsNoCache},
}

// change edits platforms and waits until they are ready again. No remaining
// resource is replaced: each keeps its identity in AWS.
func (e *emulation) change(c providerChange, platforms []*platform) {
	e.t.Helper()
	before := map[string]map[string]string{}
	for _, f := range platforms {
		f = e.forTest(f)
		before[f.o.GetName()] = f.externalNames()
		c.edit(f)
	}
	if c.meanwhile != nil {
		c.meanwhile(e, platforms)
	}
	for _, f := range platforms {
		e.forTest(f).awaitComposition()
	}
	e.settle(platforms)
	for _, f := range platforms {
		f = e.forTest(f)
		f.keptNames(before[f.o.GetName()])
		if why := c.shown(f); why != "" {
			e.t.Errorf("%s: %s", f.o.GetName(), why)
		}
	}
}

const externalName = "crossplane.io/external-name"

// externalNames returns the identities of resources in AWS.
func (f *platform) externalNames() map[string]string {
	f.t.Helper()
	names := map[string]string{}
	for key, o := range f.resources() {
		if name := o.GetAnnotations()[externalName]; name != "" {
			names[key] = name
		}
	}
	return names
}

// keptNames fails if a remaining resource has another external name.
func (f *platform) keptNames(before map[string]string) {
	f.t.Helper()
	for key, name := range f.externalNames() {
		if was := before[key]; was != "" && was != name {
			f.t.Errorf("%s of %s was %s in AWS, and is %s", key, f.o.GetName(), was, name)
		}
	}
}

// lacksText returns a message if a string does not contain another.
func lacksText(text, want string) string {
	if strings.Contains(text, want) {
		return ""
	}
	return fmt.Sprintf("there is no %q in: %s", want, text)
}

// newImage is the image to which the service registration is changed.
const newImage = "registry.example.org/farmers/registration:1.5.0"

func editImage(f *platform) {
	f.services(func(name string, s map[string]any) {
		if name == "registration" {
			s["image"] = newImage
		}
	})
}

func showsImage(f *platform) string {
	all := f.resources()
	service := all["ecs-service-registration"]
	for _, o := range all {
		if o.GetKind() == "TaskDefinition" && at(o, "status", "atProvider", "arn") == at(service, "status", "atProvider", "taskDefinition") {
			return lacksText(at(o, "status", "atProvider", "containerDefinitions"), newImage)
		}
	}
	return "registration runs a task definition that does not exist: " + at(service, "status", "atProvider", "taskDefinition")
}

func editPort(f *platform) {
	f.services(func(name string, s map[string]any) {
		if name == "registration" {
			s["port"] = int64(8080)
		}
	})
}

// showsPort follows the handover to its end: the rule forwards to the new target
// group alone, tasks are registered there, and the former group is deleted.
func showsPort(f *platform) string {
	all := f.resources()
	if all["target-group-registration-3000"] != nil {
		return "the former target group still exists"
	}
	group := at(all["target-group-registration-8080"], "status", "atProvider", "arn")
	balancers, _, _ := unstructured.NestedSlice(all["ecs-service-registration"].Object, "status", "atProvider", "loadBalancer")
	if len(balancers) != 1 || balancers[0].(map[string]any)["targetGroupArn"] != group {
		return fmt.Sprintf("registration is not registered in %s alone: %v", group, balancers)
	}
	return lacksText(fmt.Sprint(all["listener-rule-api-farmers"].Object["status"]), group)
}

func editZones(f *platform) { f.set([]any{"a", "b", "c"}, "zones") }

func showsZone(f *platform) string {
	all := f.resources()
	subnets, _, _ := unstructured.NestedSlice(all["load-balancer"].Object, "status", "atProvider", "subnets")
	if id := at(all["subnet-public-c"], "status", "atProvider", "id"); !slices.Contains(subnets, any(id)) {
		return "the load balancer is not in zone c"
	}
	return ""
}

func editServices(f *platform) {
	list, _, _ := unstructured.NestedSlice(f.o.Object, "spec", "services")
	f.set(slices.DeleteFunc(list, func(item any) bool { return item.(map[string]any)["name"] == "search" }), "services")
}

func showsNoService(f *platform) string {
	if f.resources()["ecs-service-search"] != nil {
		return "the service still exists"
	}
	return ""
}

func editNAT(f *platform) { f.set("Single", "network", "nat", "mode") }

func showsOneGateway(f *platform) string {
	gateways := 0
	for _, o := range f.resources() {
		if o.GetKind() == "NATGateway" {
			gateways++
		}
	}
	if gateways != 1 {
		return "the number of NAT gateways is not one"
	}
	return ""
}

func editCache(f *platform) {
	unstructured.RemoveNestedField(f.o.Object, "spec", "cache")
	f.services(func(_ string, s map[string]any) {
		if uses, ok := s["uses"].([]any); ok {
			s["uses"] = slices.DeleteFunc(uses, func(u any) bool { return u == "cache" })
		}
	})
}

// confirmCache confirms the deletion of caches, once their platforms report
// that they are kept until then.
func confirmCache(e *emulation, platforms []*platform) {
	for _, f := range platforms {
		f = e.forTest(f)
		f.await(long, "the platform reports that the cache is kept", func() string {
			_, message := condition(f.now(), "DataReady")
			return lacksText(message, "cache")
		})
		if f.resources()["cache"] == nil {
			f.t.Error("the cache was deleted without confirmation")
		}
		f.set([]any{"cache"}, "confirmDeletion")
	}
}

func showsNoCache(f *platform) string {
	if f.resources()["cache"] != nil {
		return "the cache still exists"
	}
	return ""
}

// restartProvider kills the provider in the middle of a change. It is
// restarted, and the resources that it was creating are adopted.
func restartProvider(e *emulation, platforms []*platform) {
	for _, f := range platforms {
		f = e.forTest(f)
		f.await(long, "the change has begun", func() string {
			if f.resources()["subnet-public-c"] == nil {
				return "zone c has no subnet"
			}
			return ""
		})
	}
	e.killed(os.Getenv("XPLATFORM_PROVIDER"), 1)
	e.adopt(platforms)
}
