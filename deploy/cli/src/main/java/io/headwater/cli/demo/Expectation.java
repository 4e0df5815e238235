package io.headwater.cli.demo;

import io.headwater.cli.sample.BadNight;
import io.headwater.cli.sample.Company;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What must come out of the bad night, worked out from the sample's files alone.
 *
 * @param alerts distinct (check, run) pairs that are bad
 * @param rootCause URN
 * @param dashboards titles of all that lie downstream of something failing
 * @param viewers e-mails of all who opened one of those while it was broken
 */
public record Expectation(int alerts, String rootCause, Set<String> dashboards, Set<String> viewers) {

    public static Expectation of(Company company, BadNight night) {
        Set<String> affected = company.downstreamOf(night.failingAssets(company));
        Set<String> dashboards = company.dashboards().entrySet().stream()
                .filter(d -> affected.contains(d.getKey()))
                .map(d -> d.getValue().title())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> viewers = company.viewers().entrySet().stream()
                .filter(v -> v.getValue().stream().anyMatch(affected::contains))
                .map(v -> company.email(v.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Expectation(night.alerts(), company.urn(night.cause()), dashboards, viewers);
    }
}
