package e2e

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// services changes the services of the claim, all at once.
func (f *platform) services(change func(name string, service map[string]any)) {
	f.t.Helper()
	list, _, _ := unstructured.NestedSlice(f.o.Object, "spec", "services")
	for _, item := range list {
		service, _ := item.(map[string]any)
		name, _ := service["name"].(string)
		change(name, service)
	}
	f.set(list, "services")
}

// imageChanged deploys new images of a service, twice. The previous task
// definition stays for a rollback, and the one before that is deleted.
func imageChanged(f *platform) {
	before, h := f.identities(), f.record()
	first := running(f.resources(), "chat")
	second := f.deploy("chat", "registry.example.org/farmers/chat:1.5.0")
	third := f.deploy("chat", "registry.example.org/farmers/chat:1.6.0")
	f.await(soon, "the oldest task definition is deleted", func() string {
		if f.resources()[first] != nil {
			return first + " is there"
		}
		return ""
	})
	f.ready(long, "the platform is ready again")
	delete(before, first) // AWS keeps the revision: the object has skipDestroy.
	f.unchanged(before)
	h.replay(func(now moment) string { return rolling(now, "chat", []string{first, second, third}) })
}

// deploy sets another image of a service, and returns the key of the task
// definition that it then runs.
func (f *platform) deploy(service, image string) (key string) {
	f.t.Helper()
	f.services(func(name string, s map[string]any) {
		if name == service {
			s["image"] = image
		}
	})
	f.await(long, service+" runs "+image, func() string {
		now := f.resources()
		if key = running(now, service); key == "" || !strings.Contains(at(now[key], "spec", "forProvider", "containerDefinitions"), image) {
			return "it runs " + key
		}
		if told := f.text("services", service, "taskDefinitionArn"); told != at(now[key], "status", "atProvider", "arn") {
			return "status says that it runs " + told
		}
		return ""
	})
	return key
}

// rolling returns a fault at a moment of a deployment: the desired task
// definition of the service must be ready, and the previous one must exist for
// a rollback.
func rolling(now moment, service string, definitions []string) string {
	asked := at(now["ecs-service-"+service], "spec", "forProvider", "taskDefinition")
	i := slices.IndexFunc(definitions, func(key string) bool { return at(now[key], "status", "atProvider", "arn") == asked })
	if i < 0 || !isKnown(now, definitions[i]) {
		return "the desired task definition of the service is " + asked + ", which does not exist"
	}
	if running(now, service) == "" {
		return "the service runs a task definition that does not exist"
	}
	if i > 0 && now[definitions[i-1]] == nil {
		return "the service cannot be rolled back to " + definitions[i-1]
	}
	for _, key := range definitions {
		if o := now[key]; o != nil && at(o, "spec", "forProvider", "skipDestroy") != "true" {
			return key + " would be lost to AWS"
		}
	}
	return ""
}

// running returns the key of the task definition that a service runs, or an
// empty string if it is not one of the platform's.
func running(now moment, service string) string {
	arn := at(now["ecs-service-"+service], "status", "atProvider", "taskDefinition")
	for key, o := range now {
		if strings.HasPrefix(key, "task-definition-"+service+"-") && at(o, "status", "atProvider", "arn") == arn {
			return key
		}
	}
	return ""
}

// at returns a field of an object as a string.
func at(o *unstructured.Unstructured, fields ...string) string {
	if o == nil {
		return ""
	}
	if v, _, _ := unstructured.NestedFieldNoCopy(o.Object, fields...); v != nil {
		return fmt.Sprint(v)
	}
	return ""
}
