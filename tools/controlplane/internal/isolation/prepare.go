package isolation

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// Prepare prepares the namespaces of the first process: it brings the loopback
// interface up, mounts /proc for its own processes, and mounts hosts as
// /etc/hosts.
func Prepare(hosts string) error {
	if err := loopback(); err != nil {
		return fmt.Errorf("cannot bring up the loopback interface: %w", err)
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("cannot keep mounts private: %w", err)
	}
	if err := unix.Mount("proc", "/proc", "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
		return fmt.Errorf("cannot mount /proc: %w", err)
	}
	if err := os.WriteFile(hosts, []byte("127.0.0.1 localhost\n"), 0o600); err != nil {
		return fmt.Errorf("cannot write hosts: %w", err)
	}
	if err := unix.Mount(hosts, "/etc/hosts", "", unix.MS_BIND, ""); err != nil {
		return fmt.Errorf("cannot mount /etc/hosts: %w", err)
	}
	return nil
}

// loopback brings up the loopback interface, which is down in a new network
// namespace. All of 127.0.0.0/8 belongs to it.
func loopback() error {
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer unix.Close(s)
	lo, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	lo.SetUint16(unix.IFF_UP | unix.IFF_RUNNING)
	return unix.IoctlIfreq(s, unix.SIOCSIFFLAGS, lo)
}
