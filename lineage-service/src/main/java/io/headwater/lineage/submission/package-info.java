/** The JSON in which producers describe assets and views: read leniently, every fault named by its path. */
package io.headwater.lineage.submission;
