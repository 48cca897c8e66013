// The map of the sheet of a place: keeps the marker and the latitude and longitude fields in step.
// Builds on LeafletField (wagtailgeowidget) and Leaflet, both loaded before.
/* global L, LeafletField, StimulusModule, wagtail */

const COMMUNE_ZOOM = 13;
const DECIMALS = 6; // a tenth of a metre

class PlacePointField extends LeafletField {
  setup() {
    this.latitudeField = document.getElementById("id_latitude");
    this.longitudeField = document.getElementById("id_longitude");
    super.setup();
  }

  initMap(element, location) {
    L.Icon.Default.imagePath = "";
    this.map = L.map(element[0], { zoomControl: false }).setView(location, this.zoom);
    this.map.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(this.map);
    if (this.tileLayer) {
      L.tileLayer(this.tileLayer, this.tileLayerOptions).addTo(this.map);
    }
    this.marker = L.marker(location, {
      alt: "Position du lieu",
      draggable: true,
      icon: new L.Icon.Default(this.icons),
      // The arrow keys move the map, not the marker: by keyboard, the two fields are the way.
      keyboard: false,
      opacity: this.sourceField.val() ? 1 : 0.5,
    }).addTo(this.map);
  }

  initEvents() {
    super.initEvents();
    this.map.on("click", (event) => this.choose(event.latlng));
    for (const field of [this.latitudeField, this.longitudeField]) {
      field.addEventListener("change", () => this.readFields());
    }
    const commune = document.getElementById("id_commune");
    commune?.addEventListener("change", () => this.goToCommune(commune.value));
  }

  async goToCommune(code) {
    if (!code || this.sourceField.val()) return; // a place that has its point stays there
    const response = await fetch(this.communeUrl.replace("CODE", encodeURIComponent(code)));
    if (!response.ok) return;
    const { result } = await response.json();
    const centre = L.latLng(result.latitude, result.longitude);
    this.map.setView(centre, COMMUNE_ZOOM);
    this.marker.setLatLng(centre);
  }

  choose(latLng) {
    this.setMapPosition(latLng);
    this.writeLocation(latLng);
  }

  writeLocation(latLng) {
    const rounded = L.latLng(Number(latLng.lat.toFixed(DECIMALS)), Number(latLng.lng.toFixed(DECIMALS)));
    super.writeLocation(rounded);
    this.marker.setOpacity(1);
    this.fill(this.latitudeField, rounded.lat);
    this.fill(this.longitudeField, rounded.lng);
  }

  fill(field, value) {
    if (field.value === String(value)) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true })); // for the automatic save
  }

  readFields() {
    const [latitude, longitude] = [this.latitudeField.value, this.longitudeField.value];
    if (!latitude && !longitude) {
      this.setState("");
      this.marker.setOpacity(0.5);
    } else if (latitude && longitude) {
      const latLng = this.parseStrToLatLng(`${latitude},${longitude}`);
      if (latLng) this.choose(latLng);
    }
  }

  checkVisibility(callback) {
    // The tab of the map is hidden at first: Leaflet must measure it when it shows.
    const observer = new ResizeObserver(() => {
      if (!this.mapEl[0].offsetWidth) return;
      observer.disconnect();
      callback();
    });
    observer.observe(this.mapEl[0]);
  }
}

class PlacePointController extends StimulusModule.Controller {
  static values = { options: Object };

  connect() {
    const options = { ...this.optionsValue, id: this.element.id };
    // LeafletField draws the map from its constructor: what we add must be known before.
    Object.assign(PlacePointField.prototype, { icons: options.icons, communeUrl: options.communeUrl });
    new PlacePointField(options);
  }
}

wagtail.app.register("place-point", PlacePointController);
