package localruntime

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/process"
)

// start runs a function and returns once it listens.
func (r *Runtime) start(ctx context.Context, d *appsv1.Deployment, function string) (func(), error) {
	if len(d.Spec.Template.Spec.Containers) != 1 {
		return nil, fmt.Errorf("cannot run %d containers: a function has one", len(d.Spec.Template.Spec.Containers))
	}
	container := d.Spec.Template.Spec.Containers[0]
	dir, err := r.State.Make("run", d.Name)
	if err != nil {
		return nil, err
	}
	program, err := unpack(container.Image, dir)
	if err != nil {
		return nil, err
	}
	mounts, err := r.mount(ctx, d.Spec.Template.Spec.Volumes, container.VolumeMounts, dir)
	if err != nil {
		return nil, err
	}
	r.started++
	address := fmt.Sprintf("127.0.1.%d", r.started)
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		process.Keep(ctx, process.Program{
			Path: program,
			// Crossplane listens on port 8080 of all addresses.
			Args: append(container.Args, "--address="+address+":9443", "--metrics-address="+address+":8090"),
			Env:  environment(container.Env, mounts),
			Log:  r.State.Log(d.Name),
		})
	}()
	stop := func() { cancel(); <-done }
	if err := listens(ctx, address+":9443"); err != nil {
		stop()
		return nil, err
	}
	return stop, r.name(function, address)
}

// mount writes the Secrets that a container mounts to directories, and returns
// these by the path in the container.
func (r *Runtime) mount(ctx context.Context, volumes []corev1.Volume, wanted []corev1.VolumeMount, dir string) (map[string]string, error) {
	secrets := map[string]string{}
	for _, v := range volumes {
		if v.Secret != nil {
			secrets[v.Name] = v.Secret.SecretName
		}
	}
	mounts := map[string]string{}
	for _, m := range wanted {
		name, ok := secrets[m.Name]
		if !ok {
			continue
		}
		secret, err := r.Client.CoreV1().Secrets(r.Namespace).Get(ctx, name, metav1.GetOptions{})
		if err != nil {
			return nil, fmt.Errorf("cannot mount Secret: %w", err)
		}
		to := filepath.Join(dir, m.Name)
		if err := WriteSecret(secret, to); err != nil {
			return nil, err
		}
		mounts[m.MountPath] = to
	}
	return mounts, nil
}

// WriteSecret writes each key of a Secret to a file.
func WriteSecret(s *corev1.Secret, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("cannot write Secret %s: %w", s.Name, err)
	}
	for key, value := range s.Data {
		if err := os.WriteFile(filepath.Join(dir, key), value, 0o600); err != nil {
			return fmt.Errorf("cannot write Secret %s: %w", s.Name, err)
		}
	}
	return nil
}

// environment returns a container's environment, with the paths of its mounts
// replaced by those of their directories.
func environment(wanted []corev1.EnvVar, mounts map[string]string) []string {
	var env []string
	for _, e := range wanted {
		value := e.Value
		if dir, ok := mounts[value]; ok {
			value = dir
		}
		env = append(env, e.Name+"="+value)
	}
	return env
}

func listens(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("cannot reach function: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
