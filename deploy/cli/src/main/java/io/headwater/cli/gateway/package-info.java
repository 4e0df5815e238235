/** One origin for all services, as an Ingress is in production. */
package io.headwater.cli.gateway;
