// Package etcd runs an etcd in this process. It never waits for the disk: what
// it holds is worth no more than the process.
package etcd

import (
	"fmt"
	"net/url"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
)

// Address is where it listens.
const Address = "http://127.0.0.1:2379"

// startLimit is how long etcd may take. It is far more than it needs, for machines
// that are busy.
const startLimit = 5 * time.Minute

// Start returns once it answers.
func Start(dir, log string) error {
	client, err := url.Parse(Address)
	if err != nil {
		return err
	}
	peer := &url.URL{Scheme: "http", Host: "127.0.0.1:2380"}
	c := embed.NewConfig()
	c.Dir = dir
	c.UnsafeNoFsync = true
	c.ListenClientUrls, c.AdvertiseClientUrls = []url.URL{*client}, []url.URL{*client}
	c.ListenPeerUrls, c.AdvertisePeerUrls = []url.URL{*peer}, []url.URL{*peer}
	c.InitialCluster = c.InitialClusterFromName(c.Name)
	c.LogLevel, c.LogOutputs = "warn", []string{log}
	e, err := embed.StartEtcd(c)
	if err != nil {
		return fmt.Errorf("cannot start etcd: %w", err)
	}
	select {
	case <-e.Server.ReadyNotify():
		return nil
	case err := <-e.Err():
		return fmt.Errorf("cannot run etcd: %w", err)
	case <-time.After(startLimit):
		return fmt.Errorf("cannot start etcd: it is not ready after %s", startLimit)
	}
}
