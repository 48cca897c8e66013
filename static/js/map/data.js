/** What the map is drawn from: the data block of the page, and the three files it names. */

/** Returns { files, sheets, sections, matching, stops, bounds, tiles }: see directory/views/map_page.py. */
export function pageData() {
  return JSON.parse(document.getElementById("donnees-de-la-carte").textContent);
}

async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** Outlines and towns as GeoJSON features; none when they cannot be had: the places matter more. */
export async function loadBackground(files) {
  return (await json(files.background).catch(() => ({ features: [] }))).features;
}

/**
 * Every place: { id, slug, name, kinds, kindNames, address, commune, is_example, phone, price, latLng, state, passage, moves, rank }.
 *
 * One that stops in several places comes once for each stop, with its rank and what passage says of it; moves is true
 * where it stands nowhere else.
 * is_example is there for places invented by the demo, phone and price (both as they are read) where they are known; latLng is null when the point is not known; state ({ kind, label }, of the kind « day » for the hours of a day that is chosen) when the hours could not be read.
 */
export async function loadPlaces(files) {
  const [collection, openings] = await Promise.all([json(files.places), json(files.openings).catch(() => null)]);
  return collection.features.map(({ id, geometry, properties }) => ({
    ...properties,
    id,
    kindNames: properties.named ?? properties.kinds.map((kind) => collection.kinds[kind] ?? kind),
    latLng: geometry && L.latLng(geometry.coordinates[1], geometry.coordinates[0]),
    state: openings?.states[openings.places[id]] ?? null,
  }));
}

/** The places among *places* whose ids *steps* tells, each as its step from the one before; all for null. */
export function matching(places, steps) {
  if (!steps) return places;
  let id = 0;
  const ids = new Set(steps.map((step) => (id += step)));
  return places.filter((place) => ids.has(place.id));
}

/** Those of *places* that *stops* keeps: the ranks of the stops asked, by id of place; null for all of them. */
export function stoppingThere(places, stops) {
  return stops ? places.filter(({ id, rank }) => rank === undefined || stops[id]?.includes(rank)) : places;
}

/** Each of *places* once, however many stops it has: the first of them. */
export function once(places) {
  const seen = new Set();
  return places.filter(({ id }) => !seen.has(id) && seen.add(id));
}
