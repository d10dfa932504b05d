// Package outline reads a platform from its resources as values: the network with
// its zones, tiers and subnets, the load balancer with its listeners and rules, the
// services, the stores, and the connections that security groups allow. Summaries and
// drawings are made from it.
//
// It reads composed resources of either family, as they are rendered or as they are
// observed. It decides nothing: a value that no resource contains stays empty.
package outline
