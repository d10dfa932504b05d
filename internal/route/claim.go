package route

// None is the index that stands for an empty list.
const None = -1

// A Claim is a route, with the positions in the user's lists from which it
// results.
type Claim struct {
	Route

	Host int // index of the host, or None
	Path int // index of the path, or None
}

// Of returns the routes of a service: each of its hosts with each of its paths.
// A service without hosts accepts any host, one without paths accepts any path,
// and one without both has no route.
func Of(hosts, paths []string) []Claim {
	if len(hosts) == 0 && len(paths) == 0 {
		return nil
	}
	claims := make([]Claim, 0, max(len(hosts), 1)*max(len(paths), 1))
	for i, host := range orAny(hosts) {
		for j, path := range orAny(paths) {
			claims = append(claims, Claim{Route: New(host, path), Host: index(i, hosts), Path: index(j, paths)})
		}
	}
	return claims
}

func orAny(patterns []string) []string {
	if len(patterns) == 0 {
		return []string{""}
	}
	return patterns
}

func index(i int, of []string) int {
	if len(of) == 0 {
		return None
	}
	return i
}
