package emulation

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/yaml"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/apply"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/provider"
)

var (
	definitions = schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}
	revisions   = schema.GroupVersionResource{Group: "pkg.crossplane.io", Version: "v1", Resource: "providerrevisions"}
)

// pausePackages prevents Crossplane from resetting the CRDs to those of the
// stand-ins.
func pausePackages(ctx context.Context, c *apply.Client) error {
	all, err := c.Resource(revisions).List(ctx, metav1.ListOptions{})
	if err != nil {
		return fmt.Errorf("cannot list the provider's packages: %w", err)
	}
	const paused = `{"metadata":{"annotations":{"crossplane.io/paused":"true"}}}`
	for _, r := range all.Items {
		if _, err := c.Resource(revisions).Patch(ctx, r.GetName(), types.MergePatchType, []byte(paused), metav1.PatchOptions{}); err != nil {
			return fmt.Errorf("cannot pause package %s: %w", r.GetName(), err)
		}
	}
	return nil
}

// applyCRDs applies the CRDs of kinds as in the real package: with all
// versions, of which the provider stores an old one and converts it to the
// others.
func (e Emulation) applyCRDs(ctx context.Context, c *apply.Client, kinds []string, authority []byte) error {
	files := make([]string, 0, len(kinds))
	for _, name := range kinds {
		files = append(files, provider.File(e.ProviderCRDs, name))
	}
	for _, group := range []string{"aws.upbound.io", "aws.m.upbound.io"} {
		configs, err := filepath.Glob(filepath.Join(e.ProviderCRDs, group+"_*.yaml"))
		if err != nil {
			return err
		}
		files = append(files, configs...)
	}
	for _, path := range files {
		crd, err := readCRD(path, authority)
		if err != nil {
			return fmt.Errorf("cannot read CRD %s: %w", path, err)
		}
		if err := putCRD(ctx, c, crd); err != nil {
			return fmt.Errorf("cannot apply CRD %s: %w", crd.GetName(), err)
		}
	}
	return nil
}

// readCRD reads a CRD of the provider, without descriptions, and sets the
// provider's webhook for the conversion between its versions.
func readCRD(path string, authority []byte) (*unstructured.Unstructured, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	crd := &unstructured.Unstructured{}
	if err := yaml.Unmarshal(data, &crd.Object); err != nil {
		return nil, err
	}
	versions, _, err := unstructured.NestedSlice(crd.Object, "spec", "versions")
	if err != nil || len(versions) == 0 {
		return nil, errors.Join(errors.New("it has no versions"), err)
	}
	provider.Silence(versions)
	if err := unstructured.SetNestedSlice(crd.Object, versions, "spec", "versions"); err != nil {
		return nil, err
	}
	if len(versions) == 1 {
		return crd, nil
	}
	conversion := map[string]any{"strategy": "Webhook", "webhook": map[string]any{
		"conversionReviewVersions": []any{"v1"},
		"clientConfig":             map[string]any{"url": "https://127.0.0.1:" + webhookPort + "/convert", "caBundle": base64.StdEncoding.EncodeToString(authority)},
	}}
	return crd, unstructured.SetNestedMap(crd.Object, conversion, "spec", "conversion")
}

// putCRD creates a CRD, or updates the spec of an existing one.
func putCRD(ctx context.Context, c *apply.Client, crd *unstructured.Unstructured) error {
	return apply.Until(ctx, startLimit, func() error {
		now, err := c.Resource(definitions).Get(ctx, crd.GetName(), metav1.GetOptions{})
		if apierrors.IsNotFound(err) {
			_, err = c.Resource(definitions).Create(ctx, crd, metav1.CreateOptions{})
			return err
		}
		if err != nil {
			return err
		}
		now.Object["spec"] = crd.Object["spec"]
		_, err = c.Resource(definitions).Update(ctx, now, metav1.UpdateOptions{})
		return err
	})
}
