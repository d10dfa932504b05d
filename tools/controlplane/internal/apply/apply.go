// Package apply sends manifests to an API server.
package apply

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
)

// A Client applies manifests.
type Client struct {
	dynamic.Interface
	mapper *restmapper.DeferredDiscoveryRESTMapper
}

// NewClient returns a Client.
func NewClient(config *rest.Config) (*Client, error) {
	d, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("cannot make client: %w", err)
	}
	kinds, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("cannot make discovery client: %w", err)
	}
	return &Client{Interface: d, mapper: restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(kinds))}, nil
}

// Documents applies every document of a YAML stream.
func (c *Client) Documents(ctx context.Context, stream []byte) error {
	documents := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(stream), 4096)
	for {
		o := &unstructured.Unstructured{}
		switch err := documents.Decode(o); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("cannot read manifest: %w", err)
		case len(o.Object) == 0:
			continue
		}
		if err := c.object(ctx, o); err != nil {
			return fmt.Errorf("cannot apply %s %s: %w", o.GetKind(), o.GetName(), err)
		}
	}
}

func (c *Client) object(ctx context.Context, o *unstructured.Unstructured) error {
	gvk := o.GroupVersionKind()
	m, err := c.mapper.RESTMapping(gvk.GroupKind(), gvk.Version)
	if err != nil {
		c.mapper.Reset() // The kind may be newer than the cached discovery.
		if m, err = c.mapper.RESTMapping(gvk.GroupKind(), gvk.Version); err != nil {
			return err
		}
	}
	options := metav1.ApplyOptions{FieldManager: "xplatform-controlplane", Force: true}
	if o.GetNamespace() == "" {
		_, err = c.Resource(m.Resource).Apply(ctx, o.GetName(), o, options)
	} else {
		_, err = c.Resource(m.Resource).Namespace(o.GetNamespace()).Apply(ctx, o.GetName(), o, options)
	}
	return err
}

// Until calls a function repeatedly until it returns no error, and returns the
// last error after the time limit.
func Until(ctx context.Context, limit time.Duration, f func() error) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		err := f()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("after %s: %w", limit, err)
		case <-time.After(250 * time.Millisecond):
		}
	}
}
