package io.headwater.incident.lineage;

/** A column of an upstream that feeds a column of the asset. */
public record ColumnEdge(String upstream, String upstreamColumn, String column) {}
