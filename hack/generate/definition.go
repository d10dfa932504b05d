package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"sigs.k8s.io/yaml"
)

const (
	version  = "v1alpha1"
	yamlHead = "# Code generated from the Go types in apis/xplatform/" + version + " by hack/generate. DO NOT EDIT.\n"
)

// object is a YAML or JSON object. Its keys are written in alphabetical order.
type object = map[string]any

// connectionSecretKeys lists the keys of a claim's connection Secret.
var connectionSecretKeys = []string{
	"cache-host", "cache-port", "cache-secret-arn",
	"database-host", "database-name", "database-port", "database-secret-arn",
	"search-endpoint", "url",
}

// claimDefinition defines the cluster-scoped composite XPlatform and the claim
// for it. Only this older form of definition can have a claim.
func claimDefinition(s schema) ([]byte, error) {
	return definition("apiextensions.crossplane.io/v1", "xplatforms.xplatform.dev", s, object{
		"group": "xplatform.dev",
		"names": object{
			"kind":       "XPlatform",
			"plural":     "xplatforms",
			"singular":   "xplatform",
			"shortNames": []string{"xplat"},
			"categories": []string{"crossplane"},
		},
		"claimNames": object{
			"kind":       "Platform",
			"plural":     "platforms",
			"singular":   "platform",
			"shortNames": []string{"plat"},
			"categories": []string{"crossplane"},
		},
		"connectionSecretKeys":         connectionSecretKeys,
		"defaultCompositionRef":        object{"name": "xplatforms.xplatform.dev"},
		"defaultCompositeDeletePolicy": "Foreground",
	})
}

// namespacedDefinition defines the namespaced composite Platform. It needs a
// group of its own, because the claim's CRD is called platforms.xplatform.dev.
func namespacedDefinition(s schema) ([]byte, error) {
	return definition("apiextensions.crossplane.io/v2", "platforms.m.xplatform.dev", s, object{
		"group": "m.xplatform.dev",
		"scope": "Namespaced",
		"names": object{
			"kind":       "Platform",
			"plural":     "platforms",
			"singular":   "platform",
			"shortNames": []string{"mplat"},
			"categories": []string{"crossplane"},
		},
		"defaultCompositionRef": object{"name": "platforms.m.xplatform.dev"},
	})
}

func definition(apiVersion, name string, s schema, spec object) ([]byte, error) {
	spec["versions"] = []object{{
		"name":                     version,
		"served":                   true,
		"referenceable":            true,
		"additionalPrinterColumns": printerColumns(),
		"schema": object{"openAPIV3Schema": object{
			"description": "Platform is the AWS infrastructure of an application team: a network over two or more availability zones, a load balancer, services, and the stores that only those services can reach.",
			"type":        "object",
			"required":    []string{"spec"},
			"properties":  object{"spec": s.spec, "status": s.status},
		}},
	}}
	return encode(object{
		"apiVersion": apiVersion,
		"kind":       "CompositeResourceDefinition",
		"metadata":   object{"name": name},
		"spec":       spec,
	})
}

// printerColumns returns the columns of kubectl get beside Crossplane's own. STATUS
// and DETAIL sum up the parts: Crossplane's READY says whether existing resources
// work, not whether they match the spec.
func printerColumns() []object {
	column := func(title, path string) object { return object{"name": title, "type": "string", "jsonPath": path} }
	return []object{
		column("REGION", ".spec.region"),
		column("STATUS", `.status.conditions[?(@.type=="PlatformReady")].reason`),
		column("DETAIL", `.status.conditions[?(@.type=="PlatformReady")].message`),
		column("URL", ".status.edge.url"),
	}
}

// encode writes YAML with the conventional first keys first.
func encode(o object) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(yamlHead)
	for _, key := range []string{"apiVersion", "kind", "metadata", "spec"} {
		part, err := yamlOf(object{key: o[key]})
		if err != nil {
			return nil, fmt.Errorf("cannot encode %s: %w", key, err)
		}
		out.Write(part)
	}
	return out.Bytes(), nil
}

// yamlOf goes through JSON, because the schema's types have JSON tags and
// marshallers only.
func yamlOf(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return yaml.JSONToYAML(raw)
}
