// Package apiserver runs a kube-apiserver in this process.
package apiserver

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/etcd"
)

// Address is the address at which the API server listens.
const Address = "127.0.0.1:6443"

// A Server is a running API server.
type Server struct {
	dir string

	// CA signs the server's certificate.
	CA []byte

	// Admin is the client configuration of the administrator.
	Admin *rest.Config
}

// Start returns once the server is ready. The administrator is the first of the
// accounts. Later errors are sent on the channel.
func Start(ctx context.Context, dir string, accounts []Account, failed chan<- error) (*Server, error) {
	if err := prepare(dir, accounts); err != nil {
		return nil, fmt.Errorf("cannot prepare API server: %w", err)
	}
	cmd := app.NewAPIServerCommand()
	cmd.SetArgs(arguments(dir))
	go func() { failed <- fmt.Errorf("cannot run API server: %w", cmd.Execute()) }()

	s := &Server{dir: dir}
	if err := s.await(ctx, accounts[0]); err != nil {
		return nil, fmt.Errorf("cannot start API server: %w", err)
	}
	return s, nil
}

func prepare(dir string, accounts []Account) error {
	if err := writeTokens(filepath.Join(dir, "tokens.csv"), accounts); err != nil {
		return err
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	return os.WriteFile(filepath.Join(dir, "accounts.key"), pem.EncodeToMemory(block), 0o600)
}

func arguments(dir string) []string {
	key := filepath.Join(dir, "accounts.key")
	return []string{
		"--etcd-servers=" + etcd.Address,
		"--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", "--secure-port=6443",
		"--cert-dir=" + dir,
		"--token-auth-file=" + filepath.Join(dir, "tokens.csv"),
		"--service-account-issuer=https://" + Address,
		"--service-account-key-file=" + key,
		"--service-account-signing-key-file=" + key,
		"--service-cluster-ip-range=10.96.0.0/16",
		"--authorization-mode=RBAC",
		"--endpoint-reconciler-type=none",
		// Without pods no ServiceAccounts are mounted, and no volumes.
		"--disable-admission-plugins=ServiceAccount,StorageObjectInUseProtection",
		// All clients are needed, and none may starve because of another.
		"--enable-priority-and-fairness=false",
		"--max-requests-inflight=2000", "--max-mutating-requests-inflight=1000",
		"--profiling=false",
	}
}

// await waits for readiness, and reads the certificate that the server has
// generated.
func (s *Server) await(ctx context.Context, admin Account) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	for {
		err := s.connect(ctx, admin)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func (s *Server) connect(ctx context.Context, admin Account) error {
	ca, err := os.ReadFile(filepath.Join(s.dir, "apiserver.crt"))
	if err != nil {
		return err
	}
	path := filepath.Join(s.dir, "admin.kubeconfig")
	if err := WriteKubeconfig(path, Address, ca, admin); err != nil {
		return err
	}
	config, err := clientcmd.BuildConfigFromFlags("", path)
	if err != nil {
		return err
	}
	config.QPS, config.Burst = 500, 1000
	config.WarningHandler = rest.NoWarnings{}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	var status int
	client.RESTClient().Get().AbsPath("/readyz").Do(ctx).StatusCode(&status)
	if status != http.StatusOK {
		return fmt.Errorf("it is not ready: status %d", status)
	}
	s.CA, s.Admin = ca, config
	return nil
}
