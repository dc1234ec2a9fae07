import { describe, expect, test } from '@jest/globals';
import { found } from '../marked.js';

describe('values that only their context makes personal', () => {
  test.each([
    ['I was born on 12 March 1984 in Leeds', 'DATE_OF_BIRTH 12 March 1984'],
    ['DOB: 03/12/1984', 'DATE_OF_BIRTH 03/12/1984'],
    ['date of birth 1984-03-12', 'DATE_OF_BIRTH 1984-03-12'],
    ['geboren am 12.03.1984', 'DATE_OF_BIRTH 12.03.1984'],
    ['née le 12 mars 1984', 'DATE_OF_BIRTH 12 mars 1984'],
    ['Passport no. C01X00T47', 'DOCUMENT C01X00T47'],
    ["my driver's license is D1234567", 'DOCUMENT D1234567'],
    ['Führerscheinnummer B072RRE2I55', 'DOCUMENT B072RRE2I55'],
    ['license plate 7ABC123', 'PLATE 7ABC123'],
    ['Kennzeichen B-MW 1234', 'PLATE B-MW 1234'],
    ['GPS 40.7128, -74.0060', 'GEO 40.7128, -74.0060'],
    ['I am at 52.520008, 13.404954 now', 'GEO 52.520008, 13.404954'],
    ['lat: 52.52, lon: 13.405', 'GEO lat: 52.52, lon: 13.405'],
    [`48°51'29.6"N 2°17'40.2"E`, `GEO 48°51'29.6"N 2°17'40.2"E`],
    [
      'I live at 742 Evergreen Terrace, Springfield, IL 62704',
      'ADDRESS 742 Evergreen Terrace, Springfield, IL 62704',
    ],
    ['an Hauptstraße 12, 10115 Berlin', 'ADDRESS Hauptstraße 12, 10115 Berlin'],
    ['au 12 rue de la Paix, 75002 Paris', 'ADDRESS 12 rue de la Paix, 75002 Paris'],
    ['write to P.O. Box 1234', 'ADDRESS P.O. Box 1234'],
    ['my zip code is 35649', 'ADDRESS 35649'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test.each([
    'on 12 March 1984', 'my birthday party is on Monday', 'the passport is lost', 'the plate is 12 cm wide', 'registration is open', 'a pair 1.5, 2.5',
    'tensor [[1.2345678, 2.3456789], [3.4567891, 4.5678912]]', 'Main Street is closed', 'Spring 16', 'Monitoring 5 hosts', 'peer addresses to anchors.dat 0.01s',
  ])('%s stays', (text) => {
    expect(found(text)).toEqual([]);
  }); // prettier-ignore
});
