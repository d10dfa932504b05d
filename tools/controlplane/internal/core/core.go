// Package core starts Crossplane as its chart does, as processes instead of
// pods.
package core

import (
	"context"
	_ "embed"
	"fmt"
	"path/filepath"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/apply"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/localruntime"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/process"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/state"
)

const (
	// Namespace is the namespace of Crossplane and its packages.
	Namespace = "crossplane-system"

	// MetricsAddress is the address at which Crossplane serves metrics.
	MetricsAddress = "127.0.0.1:8082"

	// webhookPort is not 9443, which belongs to the functions.
	webhookPort = "9444"
)

//go:embed manifests.yaml
var manifests []byte

// Crossplane describes the processes to start.
type Crossplane struct {
	// Program is the path of its binary, and Source the directory of its
	// source.
	Program, Source string

	// Kubeconfig and RBACKubeconfig are the kubeconfigs of Crossplane and of
	// its RBAC manager.
	Kubeconfig, RBACKubeconfig string

	// Burst and Refill configure the circuit breaker.
	Burst, Refill string

	State state.Dir
}

// Initialize installs the objects that Crossplane requires to start, and
// generates its certificates.
func (c Crossplane) Initialize(ctx context.Context, a *apply.Client, k kubernetes.Interface) error {
	if err := a.Documents(ctx, manifests); err != nil {
		return err
	}
	// The first attempts fail if the API server does not serve the CRDs yet
	// that they have just applied.
	err := apply.Until(ctx, 5*time.Minute, func() error {
		return process.Run(ctx, c.program("crossplane-init", c.Kubeconfig, "core", "init"))
	})
	if err != nil {
		return err
	}
	for _, cache := range []string{"xpkg", "xfn"} {
		if _, err := c.State.Make("cache", cache); err != nil {
			return fmt.Errorf("cannot create directory of cache: %w", err)
		}
	}
	for _, name := range []string{"crossplane-tls-server", "crossplane-tls-client"} {
		secret, err := k.CoreV1().Secrets(Namespace).Get(ctx, name, metav1.GetOptions{})
		if err != nil {
			return fmt.Errorf("cannot read certificate: %w", err)
		}
		if err := localruntime.WriteSecret(secret, c.State.Path("tls", name)); err != nil {
			return err
		}
	}
	return nil
}

// Start runs Crossplane and its RBAC manager until the context ends.
func (c Crossplane) Start(ctx context.Context) {
	go process.Keep(ctx, c.program("crossplane-rbac", c.RBACKubeconfig, "rbac", "start",
		"--provider-clusterrole=crossplane:allowed-provider-permissions"))
	go process.Keep(ctx, c.program("crossplane", c.Kubeconfig, "core", "start",
		"--circuit-breaker-burst="+c.Burst, "--circuit-breaker-refill-rate="+c.Refill,
		"--enable-dependency-version-upgrades"))
}

func (c Crossplane) program(log, kubeconfig string, args ...string) process.Program {
	return process.Program{Path: c.Program, Args: args, Log: c.State.Log(log), Env: []string{
		"KUBECONFIG=" + kubeconfig,
		"POD_NAMESPACE=" + Namespace,
		"POD_SERVICE_ACCOUNT=crossplane",
		"CRDS_PATH=" + filepath.Join(c.Source, "cluster", "crds"),
		"WEBHOOK_CONFIGS_PATH=" + filepath.Join(c.Source, "cluster", "webhookconfigurations"),
		"WEBHOOK_SERVICE_NAME=crossplane-webhooks",
		"WEBHOOK_SERVICE_NAMESPACE=" + Namespace,
		"WEBHOOK_SERVICE_PORT=" + webhookPort,
		"WEBHOOK_PORT=" + webhookPort,
		"METRICS_PORT=8082",
		"TLS_CA_SECRET_NAME=crossplane-root-ca",
		"TLS_SERVER_SECRET_NAME=crossplane-tls-server",
		"TLS_CLIENT_SECRET_NAME=crossplane-tls-client",
		"TLS_SERVER_CERTS_DIR=" + c.State.Path("tls", "crossplane-tls-server"),
		"TLS_CLIENT_CERTS_DIR=" + c.State.Path("tls", "crossplane-tls-client"),
		"XPKG_CACHE_DIR=" + c.State.Path("cache", "xpkg"),
		"XFN_CACHE_DIR=" + c.State.Path("cache", "xfn"),
	}}
}
